import type { customers } from '../../db/schema/index.ts';
import { whyNotParent } from '../../domain/customer/parent.ts';
import type { PaymentState } from '../../domain/payment/state.ts';
import type { FieldProblem } from '../../domain/rejection.ts';

type Asked = {
  readonly customerId: string;
  readonly parentId: string | null | undefined;
  /** Who it is now: naming the same again is no change. */
  readonly before: string | null;
};

/** What is wrong with the parent that is named for a customer; empty where nothing is. */
export function parentProblems(
  { customerId, parentId, before }: Asked,
  parent: Pick<typeof customers.$inferSelect, 'id' | 'parentId' | 'erasedAt'> | undefined,
  children: readonly unknown[],
): readonly FieldProblem[] {
  if (parentId == null || parentId === before) return [];
  const message = whyNotParent({
    customerId,
    parent:
      parent === undefined
        ? null
        : { id: parent.id, parentId: parent.parentId, isErased: parent.erasedAt !== null },
    hasChildren: children.length > 0,
  });
  return message === null ? [] : [{ path: 'parentId', message }];
}

/** What is on its way to the bank cannot be stopped. */
export const isStoppable = ({ state }: { readonly state: PaymentState }): boolean =>
  state !== 'processing' && state !== 'verifying';
