import type { ts } from '@ts-morph/common';
import type { Operator } from '../mutant.ts';

/** What may be put in a node's place. */
export type Change = {
  readonly node: ts.Node;
  readonly code: string;
  readonly operator: Operator;
  readonly change: string;
};
