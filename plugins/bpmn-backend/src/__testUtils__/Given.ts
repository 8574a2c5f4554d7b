import type { RestRequest } from './restApi';
import type { World } from './world';

/** Makes what a request is about, and gives the request. */
export type Given = (world: World) => Promise<RestRequest>;

/** How an operation is done, and how it comes to refusals that are its own. */
export interface Cases {
  readonly done: Given;
  readonly 206?: Given;
  readonly 304?: Given;
  readonly 403?: Given;
  readonly 404?: Given;
  readonly 409?: Given;
  readonly 413?: Given;
  readonly 415?: Given;
  readonly 416?: Given;
  readonly 422?: Given;
  readonly 503?: Given;
}
