import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { BrowserRouter, Link, Route, Routes } from 'react-router-dom';
import { useLeaveWarning } from './useLeaveWarning';

const Drawing = ({ isStuck }: { isStuck: boolean }) => {
  useLeaveWarning({ isDirty: () => isStuck, isStuck });
  return (
    <>
      <h1>Drawing</h1>
      <Link to="/">All</Link>
    </>
  );
};

const App = ({ isStuck }: { isStuck: boolean }) => (
  <BrowserRouter>
    <Routes>
      <Route path="/" element={<Link to="/drawing">Draw</Link>} />
      <Route path="/drawing" element={<Drawing isStuck={isStuck} />} />
    </Routes>
  </BrowserRouter>
);

describe('useLeaveWarning', () => {
  let confirm: jest.SpyInstance;

  const draw = async (isStuck: boolean) => {
    window.history.pushState(null, '', '/');
    render(<App isStuck={isStuck} />);
    await userEvent.click(screen.getByText('Draw'));
    expect(screen.getByText('Drawing')).toBeVisible();
  };
  const goBack = () => act(async () => window.history.back());

  beforeEach(() => {
    confirm = jest.spyOn(window, 'confirm').mockReturnValue(false);
  });
  afterEach(() => jest.restoreAllMocks());

  it('should stay where one is when somebody goes back, but does not want to leave changes behind', async () => {
    // given
    await draw(true);
    // when
    await goBack();
    // then
    await waitFor(() => expect(confirm).toHaveBeenCalledTimes(1));
    await waitFor(() => expect(window.location.pathname).toBe('/drawing'));
    expect(screen.getByText('Drawing')).toBeVisible();

    // when
    confirm.mockReturnValue(true);
    await goBack();
    // then
    expect(await screen.findByText('Draw')).toBeVisible();
    expect(window.location.pathname).toBe('/');
    expect(confirm).toHaveBeenCalledTimes(2);
  });

  it('should let somebody go back without a question while changes are saved by themselves', async () => {
    // given
    await draw(false);
    // when
    await goBack();
    // then
    expect(await screen.findByText('Draw')).toBeVisible();
    expect(confirm).not.toHaveBeenCalled();
  });

  it('should ask before a link is followed', async () => {
    // given
    await draw(true);
    // when
    await userEvent.click(screen.getByText('All'));
    // then
    expect(confirm).toHaveBeenCalledTimes(1);
    expect(screen.getByText('Drawing')).toBeVisible();
  });

  it('should ask before the tab is closed', async () => {
    // given
    await draw(true);
    const event = new Event('beforeunload', { cancelable: true });
    // when
    window.dispatchEvent(event);
    // then
    expect(event.defaultPrevented).toBe(true);
  });
});
