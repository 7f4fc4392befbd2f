/** What holds for the source as a whole: the table of rooms and what each WAR contains. */
package dev.parley;
