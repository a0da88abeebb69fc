import type { Drawn } from './content.ts';
import { keyOf, numberOf } from './objects.ts';
import { type Content, isContent, isNode, type Node, type Tagged } from './structure.ts';

/** Points by which lines of one row may differ. */
const A_LINE = 8;

export function contentFaults(tagged: Tagged): readonly string[] {
  return [...markFaults(tagged), ...orderFaults(tagged)];
}

/** Everything drawn belongs to one element, or to none and says so; the page and the tree agree on which. */
function markFaults(tagged: Tagged): readonly string[] {
  const { objects } = tagged;
  const owners = new Map<string, Node>();
  const faults: string[] = [];
  for (const node of tagged.nodes) {
    for (const { page, id } of node.kids.filter(isContent)) {
      if (owners.has(`${page} ${id}`)) faults.push('09-002 two elements have one content');
      owners.set(`${page} ${id}`, node);
    }
  }
  for (const [page, drawn] of tagged.pages.entries()) {
    const listed = parentsOf(tagged, page);
    const seen = new Set<number>();
    for (const { marks, kind } of drawn) {
      const isArtifact = marks.some(({ tag }) => tag === 'Artifact');
      const ids = marks.flatMap(({ id }) => (id === null ? [] : [id]));
      if (!isArtifact && ids.length === 0) faults.push(`01-005 a ${kind} is neither marked nor an artifact`);
      if (isArtifact && ids.length > 0) faults.push('01-003 an artifact inside of content');
      if (ids.length > 1) faults.push('01-004 content inside of content');
      if (kind === 'path' && !isArtifact) faults.push('01-005 a line or an area says something');
      for (const id of ids) seen.add(id);
    }
    for (const id of seen) {
      const owner = owners.get(`${page} ${id}`);
      if (owner === undefined) faults.push(`01-005 content ${id} of page ${page} is in no element`);
      else if (listed[id] !== owner.ref)
        faults.push(`09-002 content ${id} of page ${page} names another element`);
    }
    const missing = listed.findIndex((_, id) => !seen.has(id));
    if (missing >= 0) faults.push(`09-002 content ${missing} of page ${page} is not drawn`);
    if (objects.number(objects.pages[page]?.dict ?? null, 'StructParents') === null)
      faults.push('01-005 a page has no entry in the tree');
  }
  return faults;
}

function parentsOf({ objects }: Tagged, page: number): readonly string[] {
  const key = objects.number(objects.pages[page]?.dict ?? null, 'StructParents');
  const tree = objects.at(objects.catalog, 'StructTreeRoot', 'ParentTree');
  const numbers = tree === null ? [] : objects.list(tree, 'Nums');
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const list = objects.value(numbers[at + 1]);
    if (numberOf(numbers[at] ?? null) === key && list !== null && 'toArray' in list)
      return list.toArray().map(keyOf);
  }
  return [];
}

type Placed = { readonly content: Content; readonly cell: Node | null; readonly box: Box };

/**
 * 09-001: what is read after something stands below it, or right of it, left of it where the language runs from the right; a cell
 * stands beside the one before it, wherever that ends.
 */
function orderFaults(tagged: Tagged): readonly string[] {
  const faults: string[] = [];
  const side = isFromTheRight(tagged) ? -1 : 1;
  let before: Placed | null = null;
  let cellBegan: Placed | null = null;
  for (const [content, cell] of inOrder(tagged)) {
    const box = boxOf(tagged.drawnFor(content), side);
    if (box === null) continue;
    const here: Placed = { content, cell, box };
    const isNextCell = cell !== cellBegan?.cell && cell !== null && cell.parent === cellBegan?.cell?.parent;
    faults.push(...betweenFaults(isNextCell ? cellBegan : before, here));
    if (cell !== cellBegan?.cell) cellBegan = here;
    before = here;
  }
  return faults;
}

function betweenFaults(before: Placed | null, { content, box }: Placed): readonly string[] {
  if (before === null || before.content.page < content.page) return [];
  if (before.content.page > content.page) return ['09-001 a page is read after the next'];
  const isHigher = box.top > before.box.bottom + A_LINE;
  const isLevel = Math.abs(box.top - before.box.bottom) <= A_LINE;
  const isBefore =
    (isHigher && box.left <= before.box.left) || (isLevel && box.left < before.box.left - A_LINE);
  return content.id < before.content.id || isBefore
    ? [`09-001 on page ${content.page} content ${content.id} stands before what is read before it`]
    : [];
}

function inOrder({ root }: Tagged): readonly (readonly [Content, Node | null])[] {
  const walk = (node: Node, cell: Node | null): readonly (readonly [Content, Node | null])[] =>
    node.kids.flatMap((kid) => {
      if (isNode(kid)) return walk(kid, kid.role === 'TD' || kid.role === 'TH' ? kid : cell);
      return isContent(kid) ? [[kid, cell] as const] : [];
    });
  return root === null ? [] : walk(root, null);
}

type Box = { readonly left: number; readonly top: number; readonly bottom: number };

const isFromTheRight = ({ objects }: Tagged): boolean =>
  /^(?:ar|fa|he|ur)\b/.test(objects.text(objects.catalog, 'Lang'));

/** Where it begins, counted from the side that reading begins at. */
function boxOf(drawn: readonly Drawn[], side: 1 | -1): Box | null {
  if (drawn.length === 0) return null;
  const ys = drawn.map(({ y }) => y);
  return { left: Math.min(...drawn.map(({ x }) => side * x)), top: Math.max(...ys), bottom: Math.min(...ys) };
}
