/**
 * Cases as data: what the router must decide, and what moves work between regions. Read from files
 * with all they need, and judged without any cluster by the code that the router and the health
 * application run.
 */
package dev.parallax.cli.cases;
