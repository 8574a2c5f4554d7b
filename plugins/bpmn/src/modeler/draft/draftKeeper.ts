import type { BundleResource } from '@bpmn-pipelines/backstage-plugin-bpmn-common';

/** What was drawn, but could not be saved. */
export interface KeptContent {
  readonly resources: readonly BundleResource[];
  /** Of the draft that it was made from. */
  readonly revision: number;
}

/** Keeps in the tab of the browser what could not be saved, so that it outlives the page. */
export interface DraftKeeper {
  /** Whether it is kept now. */
  readonly keep: (content: KeptContent) => boolean;
  readonly kept: () => KeptContent | undefined;
  readonly forget: () => void;
}

/** Keeps what is drawn in one draft. A browser may have no room for it, or be set to keep nothing at all. */
export function draftKeeper(draftId: string): DraftKeeper {
  const key = `bpmn-draft-${draftId}`;
  return {
    keep: content =>
      attempt(() => {
        window.sessionStorage.setItem(key, JSON.stringify(content));
        return true;
      }) ?? false,
    kept: () =>
      attempt(() => {
        const text = window.sessionStorage.getItem(key);
        return text === null ? undefined : JSON.parse(text);
      }),
    forget: () => attempt(() => window.sessionStorage.removeItem(key)),
  };
}

function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
