import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { discoveryApiRef } from '@backstage/frontend-plugin-api';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { chosenPerson } from './chosenPerson';
import { DemoSignInPage } from './DemoSignInPage';
import { DemoPerson } from './useDemoPeople';

const ada: DemoPerson = {
  entityRef: 'user:default/ada',
  displayName: 'Ada Okafor',
  role: 'Head of Analytics',
  team: 'Analytics',
};
const farah: DemoPerson = {
  entityRef: 'user:default/farah',
  displayName: 'Farah Haddad',
  team: 'Risk',
};

const token = `head.${btoa(JSON.stringify({ exp: 4102444800 }))}.signature`;
const session = {
  profile: { displayName: 'Ada Okafor' },
  providerInfo: {},
  backstageIdentity: {
    token,
    identity: {
      type: 'user',
      userEntityRef: ada.entityRef,
      ownershipEntityRefs: [ada.entityRef],
    },
  },
};

const ok = (body: unknown) => ({
  ok: true,
  status: 200,
  json: async () => body,
});
const refused = (status: number, message: string) => ({
  ok: false,
  status,
  statusText: 'Refused',
  headers: new Headers({ 'content-type': 'application/json' }),
  text: async () =>
    JSON.stringify({ error: { name: 'Error', message }, response: { status } }),
});

/** Answers requests by the end of their URL; an answer that is a list is used up one by one, down to the last. */
function backend(answers: Record<string, unknown>) {
  const fetchMock = jest.fn(async (url: string, _init?: RequestInit) => {
    const key = Object.keys(answers).find(end => url.endsWith(end))!;
    const answer = answers[key];
    const queue = Array.isArray(answer) ? answer : [answer];
    const next = queue.length > 1 ? queue.shift() : queue[0];
    return next instanceof Error ? Promise.reject(next) : next;
  });
  window.fetch = fetchMock as unknown as typeof fetch;
  return fetchMock;
}

async function openPage() {
  const onSignInSuccess = jest.fn();
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [
          discoveryApiRef,
          { getBaseUrl: async (id: string) => `http://backend/api/${id}` },
        ],
      ]}
    >
      <DemoSignInPage onSignInSuccess={onSignInSuccess} />
    </TestApiProvider>,
  );
  return onSignInSuccess;
}

describe('DemoSignInPage', () => {
  const realFetch = window.fetch;

  beforeEach(() => {
    sessionStorage.clear();
    jest.useFakeTimers({ advanceTimers: true });
  });

  afterEach(() => {
    window.fetch = realFetch;
    jest.useRealTimers();
  });

  it('should show people under their team', async () => {
    backend({ '/people': ok([ada, farah]) });

    await openPage();

    const analytics = await screen.findByRole('region', { name: 'Analytics' });
    expect(
      within(analytics).getByRole('button', {
        name: 'Ada Okafor Head of Analytics',
      }),
    ).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Risk' })).toHaveTextContent(
      'Farah Haddad',
    );
  });

  it('should say what to do where the back end has no demo sign-in', async () => {
    backend({ '/people': refused(404, 'Not found') });

    await openPage();

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /no demo sign-in.*Set auth\.environment to production/,
    );
  });

  it('should sign in as the chosen person and remember the choice for this tab', async () => {
    // given
    const fetchMock = backend({
      '/people': ok([ada]),
      '/demo/refresh': ok(session),
    });
    const onSignInSuccess = await openPage();

    // when
    await userEvent.click(await screen.findByRole('button', { name: /Ada/ }));

    // then
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
    const [, init] = fetchMock.mock.calls.find(([url]) =>
      url.endsWith('/refresh'),
    )!;
    expect(new Headers(init!.headers).get('x-demo-person')).toBe(ada.entityRef);
    expect(chosenPerson.get()).toBe(ada.entityRef);
  });

  it('should forget the choice on signing out', async () => {
    chosenPerson.set(ada.entityRef);
    backend({ '/people': ok([ada]), '/demo/refresh': ok(session) });
    const onSignInSuccess = await openPage();
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());

    await onSignInSuccess.mock.calls[0][0].signOut();

    expect(chosenPerson.get()).toBeNull();
  });

  it('should wait for the catalog when it is still empty, and go on by itself', async () => {
    backend({ '/people': [ok([]), ok([ada])] });
    await openPage();
    expect(await screen.findByRole('status')).toHaveTextContent(
      'The catalog is reading the example organisation',
    );

    await act(async () => jest.advanceTimersByTime(1_500));

    expect(
      await screen.findByRole('button', { name: /Ada/ }),
    ).toBeInTheDocument();
  });

  it('should say that the back end does not answer, and go on when it does', async () => {
    backend({ '/people': [new Error('Failed to fetch'), ok([ada])] });
    await openPage();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Failed to fetch',
    );

    await act(async () => jest.advanceTimersByTime(1_500));

    expect(
      await screen.findByRole('button', { name: /Ada/ }),
    ).toBeInTheDocument();
  });

  it('should offer somebody else when the chosen person is unknown', async () => {
    // given
    chosenPerson.set('user:default/gone');
    backend({
      '/people': ok([ada]),
      '/demo/refresh': refused(404, 'User not found'),
    });
    await openPage();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Sign-in did not work',
    );

    // when
    await userEvent.click(
      screen.getByRole('button', { name: 'Choose somebody else' }),
    );

    // then
    expect(
      await screen.findByRole('button', { name: /Ada/ }),
    ).toBeInTheDocument();
    expect(chosenPerson.get()).toBeNull();
  });
});
