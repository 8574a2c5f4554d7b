/** The page of a run. */
export const RunPage = () => null;
