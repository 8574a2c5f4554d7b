import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { Schedule } from '@bpmn-pipelines/backstage-plugin-bpmn-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { bpmnApiRef } from '../../api';
import { readModel } from '../../diagram/readModel';
import { fakeApi, MODEL, page } from '../../testing/runs';
import { SchedulesCard } from './SchedulesCard';

const SCHEDULE: Schedule = {
  id: 'schedule-1',
  processId: 'click-propensity',
  elementId: 'nightly',
  processDefinitionId: 'version-1',
  dueAt: '2026-11-27T05:30:00.000Z',
  skipsNext: false,
  isOver: false,
  catchUp: 'once',
};

function show(schedule: Schedule | undefined, more = {}) {
  const listSchedules = jest.fn(async () =>
    schedule ? page(schedule) : page(),
  );
  const model = readModel(MODEL, 'click-propensity');
  renderInTestApp(
    <SchedulesCard processId="click-propensity" model={model} />,
    {
      apis: [[bpmnApiRef, fakeApi({ listSchedules, ...more })]],
    } as never,
  );
  return listSchedules;
}

describe('SchedulesCard', () => {
  it('should say in words when it runs, and the next five times', async () => {
    show(SCHEDULE);
    expect(
      await screen.findByText(
        'At 06:30, Monday through Friday (Europe/Berlin)',
      ),
    ).toBeVisible();
    const times = within(screen.getByRole('list', { name: 'Next times' }));
    expect(times.getAllByRole('listitem')).toHaveLength(5);
  });

  it('should pause, and ask how it is then', async () => {
    // given
    const pauseSchedule = jest.fn(async () => SCHEDULE);
    const listSchedules = show(SCHEDULE, { pauseSchedule });
    // when
    await userEvent.click(await screen.findByRole('button', { name: 'Pause' }));
    // then
    expect(pauseSchedule).toHaveBeenCalledWith({ scheduleId: 'schedule-1' });
    await waitFor(() => expect(listSchedules).toHaveBeenCalledTimes(2));
  });

  it('should leave the next time out', async () => {
    const skipSchedule = jest.fn(async () => SCHEDULE);
    show(SCHEDULE, { skipSchedule });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Leave out the next time' }),
    );
    expect(skipSchedule).toHaveBeenCalledWith({
      scheduleId: 'schedule-1',
      body: { skipsNext: true },
    });
  });

  it('should let what is paused go on', async () => {
    const { dueAt, ...rest } = SCHEDULE;
    show({ ...rest, pausedAt: dueAt });
    expect(await screen.findByRole('button', { name: 'Resume' })).toBeEnabled();
    expect(screen.getByText(/^Paused since/)).toBeVisible();
  });

  it('should say how one makes it run by itself', async () => {
    show(undefined);
    expect(await screen.findByText(/start event with a timer/)).toBeVisible();
  });
});
