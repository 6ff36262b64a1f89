package dev.diver.core.partition;

/**
 * What is wrong with the form of a plan's text, so that it is no plan yet.
 *
 * @param line from 1
 * @param column from 1
 * @param message begins with the place as a JSON pointer
 */
public record PlanProblem(int line, int column, String message) {}
