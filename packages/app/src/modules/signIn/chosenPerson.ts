/** Who this browser tab is signed in as, as an entity ref. Kept per tab, so that two tabs can be two people. */
const KEY = 'bpmn-pipelines.demo-person';

export const chosenPerson = {
  get: () => sessionStorage.getItem(KEY),
  set: (entityRef: string) => sessionStorage.setItem(KEY, entityRef),
  forget: () => sessionStorage.removeItem(KEY),
};
