import { APIRequestContext, expect } from '@playwright/test';

/** The back end, asked by a person of the demo organisation. */
export async function backendAs(person: string, request: APIRequestContext) {
  const session = await request.get('/api/auth/demo/refresh', {
    headers: { 'x-demo-person': `user:default/${person}` },
  });
  const { token } = (await session.json()).backstageIdentity;
  const headers = { authorization: `Bearer ${token}` };
  return async (
    method: 'get' | 'post',
    path: string,
    data?: object | Buffer,
  ) => {
    const url = `/api/bpmn/v1${path}`;
    const response = await request[method](url, { headers, data });
    expect(response.ok(), await response.text()).toBe(true);
    return response.json();
  };
}

/** What somebody asks the back end. */
export type Backend = Awaited<ReturnType<typeof backendAs>>;
