import type { ProblemDetails } from '../api';

/**
 * Thrown by the client if the back end refuses.
 *
 * @public
 */
export class BpmnApiError extends Error {
  /** What the back end says; screens translate by its `code`. */
  readonly problem: ProblemDetails;

  constructor(problem: ProblemDetails) {
    super(problem.detail);
    this.name = 'BpmnApiError';
    this.problem = problem;
  }

  /** Makes it of an answer, also of one that is not ours: a proxy's, or the portal's own. */
  static async fromResponse(response: Response): Promise<BpmnApiError> {
    const { status, statusText } = response;
    const text = await response.text().catch(() => '');
    const body = parsed(text);
    if (typeof body?.code === 'string' && typeof body.detail === 'string') {
      return new BpmnApiError(body as unknown as ProblemDetails);
    }
    const { message } = (body?.error ?? {}) as { readonly message?: string };
    return new BpmnApiError({
      type: 'about:blank',
      title: statusText,
      status,
      detail:
        message ?? `Expected an answer, but found ${status} ${statusText}`,
      code: status === 401 ? 'notAuthenticated' : 'unexpectedAnswer',
    });
  }
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
