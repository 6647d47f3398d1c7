/** The Terraform example: it reads configurations that the apps read, and plans what they say. */
package dev.parallax.deploy.terraform;
