import { whyNotParent } from '../customer/parent.ts';
import { parseId } from '../ids.ts';

/** A parent as a line names it: by its id, or by its id in another system. */
export type NamedParent =
  | { readonly by: 'id'; readonly id: string }
  | { readonly by: 'external'; readonly key: string; readonly value: string };

/** Reads a cell that names a parent; a sentence where it names none. */
export function readParent(text: string): NamedParent | string {
  if (text.startsWith('cus_')) {
    return parseId('cus', text) === null ? 'This is no id of a customer.' : { by: 'id', id: text };
  }
  const colon = text.indexOf(':');
  const [key, value] = [text.slice(0, Math.max(0, colon)).trim(), text.slice(colon + 1).trim()];
  return key === '' || value === ''
    ? 'Name the parent by its id, or as KEY:ID by its id in another system.'
    : { by: 'external', key, value };
}

/** The parent that a line names, as it was found. */
export type FoundParent = {
  /** Those that are there already, of this business and mode; several where an id elsewhere is not one customer's. */
  readonly customers: readonly {
    readonly id: string;
    readonly parentId: string | null;
    readonly isErased: boolean;
  }[];
  /** The lines of the same file that are about it, and whether they name a parent themselves. */
  readonly lines: readonly { readonly line: number; readonly hasParent: boolean }[];
};

type Child = {
  readonly line: number;
  /** Null where the line makes a new customer. */
  readonly customerId: string | null;
  readonly parentId: string | null;
  readonly hasChildren: boolean;
};

/** What comes of the parent that a line names. */
export type ParentPlan =
  | { readonly kind: 'wrong'; readonly message: string }
  /** There already. */
  | { readonly kind: 'known'; readonly parentId: string }
  /** Made by another line of the file, which is done first. */
  | { readonly kind: 'line'; readonly line: number };

/** Decides who pays for the customer of a line. The rules are those of a parent that is named anywhere else. */
export function planParent(child: Child, { customers, lines }: FoundParent): ParentPlan {
  const wrong = (message: string): ParentPlan => ({ kind: 'wrong', message });
  const [known, ...others] = customers;
  if (others.length > 0) return wrong('Several customers have this id elsewhere: name the parent by its id.');
  if (lines.some(({ line }) => line === child.line)) return wrong('A customer cannot be its own parent.');
  if (known?.id !== undefined && known.id === child.parentId) return { kind: 'known', parentId: known.id };
  if (lines.some(({ hasParent }) => hasParent)) {
    return wrong('That customer gets a parent in this file. Name that one, since one customer pays for all.');
  }
  if (known === undefined) {
    const [first] = lines;
    if (first === undefined) return wrong('There is no such customer, neither here nor in this file.');
    return child.hasChildren
      ? wrong('This customer pays for others. Take them off it first.')
      : { kind: 'line', line: first.line };
  }
  const { customerId, hasChildren } = child;
  const message = whyNotParent({ customerId: customerId ?? '', parent: known, hasChildren });
  return message === null ? { kind: 'known', parentId: known.id } : wrong(message);
}
