import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { aRun } from '../testing/runs';
import { RunState } from './RunState';

describe('RunState', () => {
  it('should be heard as well as seen', async () => {
    renderInTestApp(<RunState run={aRun({ state: 'completed' })} />);
    const words = await screen.findByText('Completed');
    expect(words.closest('[aria-hidden]')).toBeNull();
  });
});
