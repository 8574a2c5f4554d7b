import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Timeline } from './Timeline';

describe('Timeline', () => {
  it('should read what is earlier once, however often one asks', async () => {
    // given
    const readEarlier = jest.fn(() => new Promise<void>(() => {}));
    renderInTestApp(
      <Timeline
        history={{ entries: [], isMore: true, readEarlier }}
        nameOf={id => id}
        rootKey={1}
      />,
      {
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      } as never,
    );
    const earlier = await screen.findByRole('button', { name: 'Show earlier' });
    // when
    await userEvent.dblClick(earlier);
    // then
    expect(readEarlier).toHaveBeenCalledTimes(1);
    expect(earlier).toHaveFocus();
  });
});
