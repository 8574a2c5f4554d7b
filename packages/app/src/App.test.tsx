import { render, screen } from '@testing-library/react';
import { App } from './App';

// What a page loads lazily takes long on a busy machine.
const PATIENTLY = { timeout: 20_000 };

jest.setTimeout(30_000);

describe('App', () => {
  const env = process.env;

  beforeEach(() => {
    process.env = {
      ...env,
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Test' },
            backend: { baseUrl: 'http://localhost:7007' },
          },
        },
      ] as any,
    };
  });

  afterEach(() => {
    process.env = env;
  });

  it('should start without the demo sign-in unless NODE_ENV is development', async () => {
    render(App.createRoot());

    expect(
      await screen.findByRole('button', { name: 'Enter' }, PATIENTLY),
    ).toBeInTheDocument();
    expect(screen.queryByText(/be anybody/)).not.toBeInTheDocument();
  });
});
