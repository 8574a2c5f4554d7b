import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MODEL } from '../testing/runs';
import { createDiagram } from './createDiagram';
import { DiagramView } from './DiagramView';

jest.mock('./createDiagram', () => ({ createDiagram: jest.fn() }));

const diagram = {
  draw: jest.fn(),
  mark: jest.fn(),
  zoom: jest.fn(),
  destroy: jest.fn(),
};

describe('DiagramView', () => {
  beforeEach(() => {
    jest.resetAllMocks();
    (createDiagram as jest.Mock).mockReturnValue(diagram);
  });

  it('should draw the model, and say in words what runs where', async () => {
    // when
    const marks = {
      score: { tokens: 2, incidents: 1 },
      start: { isDone: true },
    };
    render(<DiagramView xml={MODEL} marks={marks} />);
    // then
    await waitFor(() => expect(diagram.draw).toHaveBeenCalledWith(MODEL));
    expect(
      screen.getByText('Score model: 1 incident, running 2 times'),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(diagram.mark).toHaveBeenCalledWith({ marks, selected: undefined }),
    );
  });

  it('should show what has changed without drawing anew', async () => {
    // given
    const { rerender } = render(<DiagramView xml={MODEL} marks={{}} />);
    await screen.findByRole('button', { name: 'Zoom in' });
    // when
    rerender(<DiagramView xml={MODEL} marks={{ score: { tokens: 1 } }} />);
    // then
    await waitFor(() => expect(diagram.mark).toHaveBeenCalledTimes(2));
    expect(diagram.draw).toHaveBeenCalledTimes(1);
  });

  it('should be zoomed by buttons', async () => {
    render(<DiagramView xml={MODEL} />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Zoom in' }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Show the whole diagram' }),
    );
    expect(diagram.zoom.mock.calls).toEqual([['in'], ['fit']]);
  });

  it('should tell which element was chosen', async () => {
    // given
    const onSelect = jest.fn();
    render(<DiagramView xml={MODEL} onSelect={onSelect} />);
    await screen.findByRole('button', { name: 'Zoom in' });
    // when
    (createDiagram as jest.Mock).mock.calls[0][1]('score');
    // then
    expect(onSelect).toHaveBeenCalledWith('score');
  });

  it('should say so if there is nothing to draw', async () => {
    diagram.draw.mockRejectedValue(new Error('no diagram to display'));
    render(<DiagramView xml={MODEL} />);
    expect(await screen.findByText(/cannot be drawn/)).toBeVisible();
  });
});
