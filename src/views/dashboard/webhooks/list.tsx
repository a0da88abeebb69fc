import type { OffReason } from '../../../domain/webhooks/delivery.ts';
import { ButtonLink } from '../../components/form.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { flashFor } from '../flash.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Empty, PageHead } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { WEBHOOK_WORDS as words } from '../words/webhooks.ts';

export type EndpointRow = {
  readonly id: string;
  /** Without what may be secret of it. */
  readonly address: string;
  readonly description: string | null;
  readonly standing: Standing;
  /** An instant as people read it; null where nothing was delivered. */
  readonly last: string | null;
  /** How many types it takes; null for every one. */
  readonly types: number | null;
};

export type Standing = 'on' | 'failing' | OffReason;

export type EndpointsView = {
  readonly base: string;
  readonly mayManage: boolean;
  readonly endpoints: readonly EndpointRow[];
  readonly said: string | null;
};

export const StandingTag = ({ of }: { readonly of: Standing }) => {
  if (of === 'on') return <Tag tone="good">{words.on}</Tag>;
  if (of === 'failing') return <Tag tone="wait">{words.failing}</Tag>;
  return <Tag tone={of === 'by_hand' ? null : 'bad'}>{words.off[of]}</Tag>;
};

export const typesText = (count: number | null): string =>
  count === null ? words.everyType : words.typeCount(count);

export const LONG_NAMES = '.list .main,.list .main .small,.names{overflow-wrap:anywhere;white-space:normal}';

/** Every endpoint of the business, and how each stands. */
export const endpointsPage = (view: EndpointsView, context: DashboardContext): string => {
  const add = view.mayManage && <ButtonLink href={`${view.base}/new`}>{words.add}</ButtonLink>;
  return dashboardPage({
    title: words.title,
    context,
    said: flashFor(words.said, view.said),
    styles: LONG_NAMES,
    body: (
      <>
        <PageHead
          title={words.title}
          lead={words.lead}
          {...(view.endpoints.length > 0 && view.mayManage && { action: add })}
        />
        {view.endpoints.length === 0 ? (
          <Empty text={words.none}>{add}</Empty>
        ) : (
          <Table
            columns={[
              { heading: words.columns.endpoint },
              { heading: words.columns.types },
              { heading: words.columns.last },
              { heading: words.columns.state },
            ]}
          >
            {view.endpoints.map(({ id, address, description, standing, last, types }) => (
              <Row>
                <Cell kind="main" dir="auto">
                  <a href={`${view.base}/${id}`}>{address}</a>
                  {description !== null && <span class="block small">{description}</span>}
                </Cell>
                <Cell label={words.columns.types}>{typesText(types)}</Cell>
                <Cell label={words.columns.last}>{last ?? words.never}</Cell>
                <Cell label={words.columns.state}>
                  <StandingTag of={standing} />
                </Cell>
              </Row>
            ))}
          </Table>
        )}
      </>
    ),
  });
};
