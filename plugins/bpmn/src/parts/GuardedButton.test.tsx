import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { GuardedButton } from './GuardedButton';

describe('GuardedButton', () => {
  it('should be a button for those who may', async () => {
    const onClick = jest.fn();
    render(<GuardedButton onClick={onClick}>Run</GuardedButton>);
    await userEvent.click(screen.getByRole('button', { name: 'Run' }));
    expect(onClick).toHaveBeenCalledTimes(1);
  });

  it('should say by keyboard as well why one may not, and do nothing', async () => {
    // given
    const onClick = jest.fn();
    render(
      <GuardedButton refusal="Ask its owner" onClick={onClick}>
        Run
      </GuardedButton>,
    );
    // when
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    // then
    const button = screen.getByRole('button', { name: 'Run' });
    expect(button).toHaveFocus();
    expect(button).toHaveAttribute('aria-disabled', 'true');
    await waitFor(() =>
      expect(button).toHaveAccessibleDescription('Ask its owner'),
    );
    await userEvent.click(button);
    expect(onClick).not.toHaveBeenCalled();
  });
});
