import type { Week } from '../../../domain/money-report.ts';
import { Cell, Row, Table } from '../../components/table.tsx';
import type { Writer } from '../../format.ts';
import { HOME_WORDS } from '../words/home.ts';

const words = HOME_WORDS.money;
const BARS = ['billed', 'collected', 'refunded'] as const;
const [WEEK, BAR, HEIGHT] = [60, 16, 160];

type Chart = { readonly currency: string; readonly weeks: readonly Week[]; readonly writer: Writer };

/**
 * Three bars a week: an outline for what was billed, a full one for what came in, a striped one for what went back. What the
 * bars say stands in a table below them.
 */
export const WeeksChart = ({ currency, weeks, writer }: Chart) => {
  const most = Math.max(1, ...weeks.flatMap((week) => BARS.map((bar) => week[bar])));
  const [first, last] = [weeks[0], weeks.at(-1)];
  const sum = (bar: (typeof BARS)[number]) => writer.amount(weeks.reduce((all, week) => all + week[bar], 0));
  const stripes = `stripes-${currency}`;
  return (
    <figure class="weeks">
      <p class="legend small">
        {BARS.map((bar) => (
          <span>
            <svg width="12" height="12" aria-hidden="true">
              <rect x="1" y="1" width="10" height="10" class={bar} fill={fillOf(bar, stripes)} />
            </svg>{' '}
            {words[bar]}
          </span>
        ))}
        <span class="soft">{words.most(writer.amount(most))}</span>
      </p>
      <svg
        class="bars"
        viewBox={`0 0 ${WEEK * weeks.length} ${HEIGHT + 2}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.chart(sum('billed'), sum('collected'), sum('refunded'))}
      >
        <defs>
          <pattern
            id={stripes}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="3" height="6" class="stripe" />
          </pattern>
        </defs>
        {weeks.map((week, place) =>
          BARS.map((bar, at) => {
            // Money that was taken back may leave a week below nothing: it has no bar, and its number in the table.
            const height = Math.max(0, Math.round((week[bar] / most) * HEIGHT));
            return height === 0 ? null : (
              <rect
                x={String(place * WEEK + 4 + at * (BAR + 2))}
                y={String(HEIGHT - height + 1)}
                width={String(BAR)}
                height={String(height)}
                class={bar}
                fill={fillOf(bar, stripes)}
              />
            );
          }),
        )}
        <line x1="0" x2={String(WEEK * weeks.length)} y1={String(HEIGHT + 1)} y2={String(HEIGHT + 1)} />
      </svg>
      <p class="axis small soft">
        <span>{first === undefined ? '' : writer.shortDate(first.monday)}</span>
        <span>{last === undefined ? '' : writer.shortDate(last.monday)}</span>
      </p>
      <details>
        <summary>{words.table}</summary>
        <Table
          look="ledger"
          columns={[
            { heading: words.week },
            ...BARS.map((bar) => ({ heading: words[bar], kind: 'amount' as const })),
          ]}
        >
          {weeks.toReversed().map((week) => (
            <Row>
              <Cell kind="main">{writer.date(week.monday)}</Cell>
              {BARS.map((bar) => (
                <Cell kind="amount" label={words[bar]}>
                  {writer.amount(week[bar])}
                </Cell>
              ))}
            </Row>
          ))}
        </Table>
      </details>
    </figure>
  );
};

/** The sheet colours the first two; stripes are a pattern of this chart. */
const fillOf = (bar: (typeof BARS)[number], stripes: string): string | undefined =>
  bar === 'refunded' ? `url(#${stripes})` : undefined;
