import { render, screen } from '@testing-library/react';
import { aRun } from '../testing/runs';
import { RunState } from './RunState';

describe('RunState', () => {
  it('should be heard as well as seen', () => {
    render(
      <div role="status">
        <RunState run={aRun({ state: 'completed' })} />
      </div>,
    );
    expect(screen.getByText('Completed').closest('[aria-hidden]')).toBeNull();
  });
});
