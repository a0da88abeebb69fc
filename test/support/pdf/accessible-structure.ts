import { keyOf, numberOf } from './objects.ts';
import { isContent, isNode, type Node, type Tagged } from './structure.ts';

/** Which elements each may stand in. */
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  Document: [''],
  Div: ['Document', 'Div'],
  P: ['Document', 'Div'],
  H1: ['Document', 'Div'],
  H2: ['Document', 'Div'],
  Table: ['Document', 'Div'],
  THead: ['Table'],
  TBody: ['Table'],
  TR: ['Table', 'THead', 'TBody'],
  TH: ['TR'],
  TD: ['TR'],
  Link: ['P', 'TD', 'TH'],
  Span: ['P', 'TD', 'TH', 'H1', 'H2', 'Link'],
  Figure: ['Document', 'Div', 'P'],
};

export function structureFaults(tagged: Tagged): readonly string[] {
  if (tagged.root === null) return ['01-005 it has no structure'];
  return [
    ...tagged.nodes.flatMap((node) => [...placeFaults(node, tagged), ...partFaults(node, tagged)]),
    ...headingFaults(tagged),
    ...tableFaults(tagged),
    ...linkFaults(tagged),
  ];
}

function placeFaults(node: Node, { objects }: Tagged): readonly string[] {
  const within = WITHIN[node.role];
  if (within === undefined) return [`02-001 ${node.role} is no type of ours`];
  const faults: string[] = [];
  if (!within.includes(node.parent?.role ?? '')) faults.push(`09-004 ${node.role} in ${node.parent?.role}`);
  const above = node.parent?.ref ?? keyOf(objects.catalog.get('StructTreeRoot'));
  if (keyOf(node.dict.get('P')) !== above) faults.push(`09-002 ${node.role} names another parent`);
  const isGroup = ['Document', 'Table', 'THead', 'TBody', 'TR'].includes(node.role);
  if (isGroup && node.kids.some((kid) => !isNode(kid))) faults.push(`09-004 content right in ${node.role}`);
  return faults;
}

function partFaults(node: Node, { objects }: Tagged): readonly string[] {
  const attributes = objects.at(node.dict, 'A');
  if (node.role === 'TH' && !['Column', 'Row'].includes(objects.name(attributes, 'Scope')))
    return ['15-003 a heading of a table says not what it heads'];
  if (node.role !== 'Figure') return [];
  return [
    ...(objects.text(node.dict, 'Alt') === '' ? ['13-004 a picture without words'] : []),
    ...(attributes?.has('BBox') === true ? [] : ['13-004 a picture without a place']),
  ];
}

function headingFaults(tagged: Tagged): readonly string[] {
  let level = 0;
  return tagged.nodes.flatMap(({ role }) => {
    const found = /^H([1-6])$/.exec(role)?.[1];
    if (found === undefined) return [];
    const skips = Number(found) > level + 1;
    level = Number(found);
    return skips ? [`14-003 ${role} leaves out a level`] : [];
  });
}

function tableFaults(tagged: Tagged): readonly string[] {
  return tagged.nodes
    .filter(({ role }) => role === 'Table')
    .flatMap((table) => {
      const rows = tagged.nodes.filter((node) => node.role === 'TR' && isInside(node, table));
      const widths = new Set(rows.map(({ kids }) => kids.length));
      return widths.size === 1 ? [] : [`15-002 a table has rows of ${[...widths].join(', ')} cells`];
    });
}

function isInside(node: Node, outer: Node): boolean {
  for (let at = node.parent; at !== null; at = at.parent) if (at === outer) return true;
  return false;
}

/** Links are described, belong to an element that has a text of its own, and are reached by it alone. */
function linkFaults(tagged: Tagged): readonly string[] {
  const { objects } = tagged;
  const links = new Map<string, Node>();
  for (const node of tagged.nodes) {
    for (const kid of node.kids) if ('annotation' in kid) links.set(kid.annotation, node);
  }
  const owners = ownersByKey(tagged);
  return objects.pages.flatMap(({ dict }) => {
    const faults: string[] = [];
    if (objects.name(dict, 'Tabs') !== 'S') faults.push('28-004 a page is not gone through by its structure');
    for (const annotation of objects.list(dict, 'Annots')) {
      const link = links.get(keyOf(annotation));
      const held = objects.dict(annotation);
      if (link?.role !== 'Link') faults.push('28-002 an annotation is in no link');
      else if (tagged.textOf(link) === '' || !holdsContent(link)) faults.push('28-011 a link has no text');
      if (objects.text(held, 'Contents') === '') faults.push('28-012 a link is not described');
      const key = objects.number(held, 'StructParent');
      if (key === null || owners.get(key) !== link?.ref)
        faults.push('28-010 a link is not found in the tree');
    }
    return faults;
  });
}

/** The elements that the parent tree names by a number: of annotations one, of pages none here. */
function ownersByKey({ objects }: Tagged): ReadonlyMap<number, string> {
  const tree = objects.at(objects.catalog, 'StructTreeRoot', 'ParentTree');
  const numbers = tree === null ? [] : objects.list(tree, 'Nums');
  const found = new Map<number, string>();
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    found.set(numberOf(numbers[at] ?? null) ?? -1, keyOf(numbers[at + 1]));
  }
  return found;
}

/** Text from right to left is in an element of its own, which says how it is read. */
const holdsContent = (node: Node): boolean =>
  node.kids.some((kid) => isContent(kid) || (isNode(kid) && holdsContent(kid)));
