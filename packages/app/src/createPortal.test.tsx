import { render, screen } from '@testing-library/react';
import { createPortal } from './createPortal';

// What a page loads lazily takes long on a busy machine.
const PATIENTLY = { timeout: 20_000 };

jest.setTimeout(30_000);

describe('the portal', () => {
  const env = process.env;

  function configure(data: object) {
    process.env = {
      ...env,
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Test' },
            backend: { baseUrl: 'http://localhost:7007' },
            ...data,
          },
        },
      ],
    } as unknown as NodeJS.ProcessEnv;
  }

  afterEach(() => {
    process.env = env;
  });

  it.each([{}, { auth: { environment: 'production' } }])(
    'should start without the demo sign-in, configured with %j',
    async data => {
      configure(data);

      render(createPortal().createRoot());

      expect(
        await screen.findByRole('button', { name: 'Enter' }, PATIENTLY),
      ).toBeInTheDocument();
      expect(screen.queryByText(/be anybody/)).not.toBeInTheDocument();
    },
  );

  it('should have the demo sign-in where the configuration says that it is for development', async () => {
    configure({ auth: { environment: 'development' } });

    render(createPortal().createRoot());

    expect(
      await screen.findByText(/be anybody/, undefined, PATIENTLY),
    ).toBeInTheDocument();
  });
});
