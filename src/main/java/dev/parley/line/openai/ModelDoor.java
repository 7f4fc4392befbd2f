package dev.parley.line.openai;

import dev.parley.call.MediaAdmission;
import dev.parley.web.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Turns away who names no persona that there is, while HTTP can still say so: a closed socket says less. */
@WebFilter(
        asyncSupported = true,
        urlPatterns = {"/openai/v1/realtime", "/api/v1/realtime"})
public class ModelDoor implements Filter {
    @Inject
    MediaAdmission admission; // the container makes this object, hence field injection

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var model = request.getParameter("model");
        if (model == null) {
            refuse(response, Problem.of(400, "No model", "The address names no model: ?model={persona}."));
        } else if (!admission.knows(model)) {
            refuse(response, Problem.of(404, "No such model", "There is no persona of this name."));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void refuse(ServletResponse response, Problem problem) throws IOException {
        ((HttpServletResponse) response).setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(problem.json());
    }
}
