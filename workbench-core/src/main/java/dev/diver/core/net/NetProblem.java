package dev.diver.core.net;

/**
 * @param line from 1
 * @param column from 1
 */
public record NetProblem(int line, int column, String message) {}
