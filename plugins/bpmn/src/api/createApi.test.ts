import { createApi } from './createApi';
import { NotReachedError } from './NotReachedError';

const failing = (problem: Error) =>
  createApi({
    discoveryApi: { getBaseUrl: async () => 'http://localhost/api/bpmn' },
    fetchApi: {
      fetch: async () => {
        throw problem;
      },
    },
  });

describe('createApi', () => {
  it('should say that nobody was reached', async () => {
    const api = failing(new TypeError('Failed to fetch'));
    await expect(api.getHealth({})).rejects.toBeInstanceOf(NotReachedError);
  });

  it('should take nothing else for that', async () => {
    const problem = new Error('Aborted');
    await expect(failing(problem).getHealth({})).rejects.toBe(problem);
  });
});
