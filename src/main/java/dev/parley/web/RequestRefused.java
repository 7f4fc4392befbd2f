package dev.parley.web;

/** A request is not carried out; answered with its problem document. */
public class RequestRefused extends RuntimeException {
    private final transient Problem problem;

    public RequestRefused(Problem problem) {
        super(problem.title());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
