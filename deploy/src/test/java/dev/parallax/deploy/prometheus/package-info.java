/** Prometheus' and Alertmanager's files: the alerts, their tests, and the page about them. */
package dev.parallax.deploy.prometheus;
