import { draftKeeper } from './draftKeeper';

const content = {
  resources: [{ name: 'report.bpmn', content: '<new />' }],
  revision: 3,
};

describe('draftKeeper', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    window.sessionStorage.clear();
  });

  it('should give back what it has kept of a draft, until it is to forget it', () => {
    // given
    const keeper = draftKeeper('draft-1');
    expect(keeper.kept()).toBeUndefined();
    // when
    expect(keeper.keep(content)).toBe(true);
    // then
    expect(draftKeeper('draft-1').kept()).toEqual(content);
    expect(draftKeeper('draft-2').kept()).toBeUndefined();

    // when
    keeper.forget();
    // then
    expect(keeper.kept()).toBeUndefined();
  });

  it('should say so if the browser has no room for it', () => {
    // given
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    // then
    expect(draftKeeper('draft-1').keep(content)).toBe(false);
  });
});
