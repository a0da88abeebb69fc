/** A page outside the sandbox that its overview leads to, such as the shop that is being built. */
export interface Link {
  readonly name: string;
  readonly url: string;
}
