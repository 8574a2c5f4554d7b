import { NotReachedError } from '../api';
import { inWords } from './Refused';

describe('inWords', () => {
  it('should say what to do where nobody answers', () => {
    const error = new NotReachedError(new TypeError('Failed to fetch'));
    expect(inWords(error)).toMatch(/cannot be reached/);
  });

  it('should not blame the connection for a mistake of ours', () => {
    const error = new TypeError('crypto.randomUUID is not a function');
    expect(inWords(error)).toBe(error.message);
  });
});
