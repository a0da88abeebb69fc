import { selectIdsElsewhere } from '../../db/queries/import-matches.ts';
import {
  type NamingCell,
  readLinesNaming,
  readNamedParents,
  readThosePaying,
  type WantedParent,
} from '../../db/queries/import-parents.ts';
import type { FoundParent, NamedParent } from '../../domain/imports/parent.ts';
import type { Context } from '../core/context.ts';
import type { Scope } from '../core/scope.ts';

export type Parents = {
  /** The parents that lines name, as they were found, by line. */
  readonly named: ReadonlyMap<number, FoundParent>;
  /** Of the customers that lines are about, those that pay for others. */
  readonly paying: ReadonlySet<string>;
};

const NONE: Parents = { named: new Map(), paying: new Set() };

type Asked = {
  readonly importId: string;
  readonly wanted: readonly WantedParent[];
  /** The customers that the lines are about. */
  readonly customerIds: readonly string[];
};

/** The parents that lines name, here and in the same file. A few statements, however many lines; none where none is named. */
export async function findParents(
  ctx: Pick<Context, 'db'>,
  scope: Scope,
  { importId, wanted, customerIds }: Asked,
): Promise<Parents> {
  if (wanted.length === 0) return NONE;
  const [found, paying] = await Promise.all([
    readNamedParents(ctx.db, scope, wanted),
    readThosePaying(ctx.db, customerIds),
  ]);
  const elsewhere = await selectIdsElsewhere(ctx.db, [...new Set(found.map(({ id }) => id))]);
  const byLine = Map.groupBy(found, ({ line }) => line);
  const cellsOf = ({ line, parent }: WantedParent): readonly NamingCell[] => [
    ...cellsNaming(parent),
    ...(byLine.get(line) ?? []).flatMap(({ id }) => [
      { column: 'id', value: id },
      ...elsewhere
        .filter(({ customerId }) => customerId === id)
        .flatMap(({ key, value }) => cellsNaming({ by: 'external', key, value })),
    ]),
  ];
  const cells = wanted.map((one) => [one.line, cellsOf(one)] as const);
  const lines = await readLinesNaming(
    ctx.db,
    importId,
    cells.flatMap(([, some]) => some),
  );
  const linesBy = Map.groupBy(lines, ({ column, value }) => `${column}\n${value}`);
  const named = cells.map(([line, some]): [number, FoundParent] => [
    line,
    {
      customers: distinct(byLine.get(line) ?? []).map(({ id, parentId, erasedAt }) => ({
        id,
        parentId,
        isErased: erasedAt !== null,
      })),
      lines: some
        .flatMap(({ column, value }) => linesBy.get(`${column}\n${value}`) ?? [])
        .map(({ line: at, hasParent }) => ({ line: at, hasParent: hasParent === 1 })),
    },
  ]);
  return { named: new Map(named), paying: new Set(paying.map(({ id }) => id)) };
}

/** How a line says that it is about whom another one names. */
const cellsNaming = (parent: NamedParent): readonly NamingCell[] =>
  parent.by === 'id'
    ? [{ column: 'id', value: parent.id }]
    : [
        { column: `externalId:${parent.key}`, value: parent.value },
        { column: 'externalIds', value: `${parent.key}:${parent.value}` },
      ];

const distinct = <T extends { readonly id: string }>(all: readonly T[]): readonly T[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
];
