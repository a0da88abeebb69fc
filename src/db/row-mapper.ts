import { Column, getTableName, is, noopDecoder, SQL } from 'drizzle-orm';

type Read = (value: unknown) => unknown;
/** A value of a row: where it goes in what is read, and how it is read; null where it is taken as it comes. */
type Place = { readonly group: string | null; readonly name: string; readonly read: Read | null };
type Mapper = (rows: readonly (readonly unknown[])[]) => object[];

/**
 * Maps rows as drizzle does, which asks of every value of every row anew how it is read: that costs more than to draw the page.
 * Null for a statement that selects what is rarer, such as a table of a left join as a whole: that one drizzle maps itself.
 * `fields` and `joined` are its `SelectedFieldsOrdered`, and by table whether a join always finds a row.
 */
export function rowMapper(fields: unknown, joined: unknown): Mapper | null {
  if (!Array.isArray(fields)) return null;
  const places = fields.map((field: unknown) => placeOf(field, joined));
  const known = places.filter((place) => place !== null);
  if (known.length < places.length) return null;
  const shape = shapeOf(known);
  return (rows) => rows.map((row) => mapRow(row, known, shape));
}

type Row = Record<string, unknown>;
/** What a row will hold, empty: copies of it are filled faster than objects that grow. */
type Shape = { readonly top: Readonly<Row>; readonly groups: readonly (readonly [string, Readonly<Row>])[] };

function shapeOf(places: readonly Place[]): Shape {
  const groups = Map.groupBy(places, ({ group }) => group);
  const empty = (some: readonly Place[]): Row => Object.fromEntries(some.map(({ name }) => [name, null]));
  const top = Object.fromEntries(places.map(({ group, name }) => [group ?? name, null]));
  return {
    top,
    groups: [...groups].flatMap(([group, some]) => (group === null ? [] : [[group, empty(some)] as const])),
  };
}

function placeOf(selected: unknown, joined: unknown): Place | null {
  const { path, field } = Object(selected);
  if (!Array.isArray(path) || path.length === 0 || path.length > 2) return null;
  const [group, name] = path.length === 2 ? path : [null, path[0]];
  if (is(field, Column)) {
    const mayLack = group !== null && Reflect.get(Object(joined), getTableName(field.table)) === false;
    const isPlain = field.mapFromDriverValue === Column.prototype.mapFromDriverValue;
    return mayLack
      ? null
      : { group, name, read: isPlain ? null : (value) => field.mapFromDriverValue(value) };
  }
  const decoder: unknown = is(field, SQL)
    ? Reflect.get(field, 'decoder')
    : is(field, SQL.Aliased)
      ? Reflect.get(field.sql, 'decoder')
      : null;
  if (typeof decoder !== 'object' || decoder === null) return null;
  const read: unknown = Reflect.get(decoder, 'mapFromDriverValue');
  if (typeof read !== 'function') return null;
  const isPlain = read === noopDecoder.mapFromDriverValue;
  return { group, name, read: isPlain ? null : (value) => Reflect.apply(read, decoder, [value]) };
}

function mapRow(row: readonly unknown[], places: readonly Place[], shape: Shape): object {
  const made: Row = { ...shape.top };
  const groups: Record<string, Row> = {};
  for (const [group, empty] of shape.groups) {
    groups[group] = { ...empty };
    made[group] = groups[group];
  }
  let at = 0;
  for (const { group, name, read } of places) {
    const raw = row[at];
    at += 1;
    const value = raw === null || read === null ? raw : read(raw);
    const target = group === null ? made : groups[group];
    if (target !== undefined) target[name] = value;
  }
  return made;
}
