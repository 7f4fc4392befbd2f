/**
 * Jakarta Faces behind {@code /console}: a bean per page, the pages themselves under {@code webapp/console}.
 *
 * <p>Every deed goes through {@link dev.parley.console.faces.Deeds}, which asks for the role first. Faces makes the beans, hence
 * field injection and getters. Each change is a POST that carries the view state of its session, so no other site can cause one.
 * Waits for the store, some seconds at most, on the request's thread.
 */
package dev.parley.console.faces;
