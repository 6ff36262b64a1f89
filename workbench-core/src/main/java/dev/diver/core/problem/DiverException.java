package dev.diver.core.problem;

/** A failure that a person is told about: every service of the engine fails with this one and no other. */
public final class DiverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public DiverException(Problem problem) {
        super(problem.text());
        this.problem = problem;
    }

    public DiverException(Problem problem, Throwable cause) {
        super(problem.text(), cause);
        this.problem = problem;
    }

    public DiverException(Problem.Kind kind, String what, String why, String remedy) {
        this(new Problem(kind, what, why, remedy));
    }

    public Problem problem() {
        return problem;
    }
}
