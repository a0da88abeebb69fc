import type { Child } from 'hono/jsx';
import { AUDIT_ACTIONS, type AuditAction } from '../../../domain/audit.ts';
import { Notice } from '../../components/flash.tsx';
import { LookupForm } from '../../components/form.tsx';
import { Remark } from '../../components/prose.tsx';
import { Cell, Row, Table } from '../../components/table.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { Empty, PageHead } from '../parts/page.tsx';
import { Paging, queried } from '../parts/paging.tsx';
import { PAYMENTS_WORDS } from '../words/payments.ts';
import { WORK_WORDS as words } from '../words/work.ts';
import { WorkTabs } from './tabs.tsx';

export type AuditView = {
  readonly home: string;
  readonly filters: { readonly action: AuditAction | null; readonly from: string; readonly to: string };
  readonly timeZone: string;
  readonly hasBadDay: boolean;
  readonly lines: readonly {
    readonly action: AuditAction;
    readonly who: string;
    /** Who answers for it, and where it came from, as far as that is known. */
    readonly more: readonly string[];
    readonly when: string;
    readonly subject: string;
    /** What it was and became, a field a line. */
    readonly changes: readonly string[];
  }[];
  readonly isFirst: boolean;
  readonly next: string | null;
};

/** Who changed what, newest first. */
export const auditPage = (view: AuditView, context: DashboardContext): string =>
  dashboardPage({
    title: words.auditTitle,
    context,
    styles:
      '.inline{margin:24px 0 8px}.inline label{margin:0}.inline :is(input,select,.plain){min-height:3rem}.stacked{overflow-wrap:anywhere}.list td:has(.stacked){min-width:11rem}',
    body: (
      <>
        <PageHead
          title={words.auditTitle}
          lead={words.auditLead}
          action={<a href={queried(`${view.home}/work/audit.csv`, fields(view))}>{words.exportCsv}</a>}
        />
        <WorkTabs home={view.home} current="audit" mayReadAudit />
        <LookupForm action={`${view.home}/work/audit`}>
          <label for="action">
            {words.action}
            <select id="action" name="action">
              <option value="">{words.allActions}</option>
              {AUDIT_ACTIONS.map((action) => (
                <option value={action} selected={action === view.filters.action}>
                  {words.actions[action]}
                </option>
              ))}
            </select>
          </label>
          <label for="from">
            {words.from}
            <input id="from" name="from" type="date" value={view.filters.from} />
          </label>
          <label for="to">
            {words.to}
            <input id="to" name="to" type="date" value={view.filters.to} />
          </label>
          <button class="plain">{words.filter}</button>
          {isFiltered(view) && <a href={`${view.home}/work/audit`}>{words.clear}</a>}
        </LookupForm>
        {view.hasBadDay && <Notice tone="bad">{PAYMENTS_WORDS.notADay}</Notice>}
        <Remark>{words.zone(view.timeZone)}</Remark>
        {view.lines.length === 0 ? (
          <Empty text={isFiltered(view) ? words.noAuditSo : words.noAudit} />
        ) : (
          <Lines view={view} />
        )}
        <Paging
          first={view.isFirst ? null : queried(`${view.home}/work/audit`, fields(view))}
          next={
            view.next === null
              ? null
              : queried(`${view.home}/work/audit`, { ...fields(view), after: view.next })
          }
        />
      </>
    ),
  });

const fields = ({ filters }: AuditView) => ({ action: filters.action, from: filters.from, to: filters.to });

const isFiltered = ({ filters, isFirst }: AuditView): boolean =>
  !isFirst || filters.action !== null || filters.from !== '' || filters.to !== '';

const Lines = ({ view }: { readonly view: AuditView }) => (
  <Table columns={[{ heading: words.action }, { heading: words.who }, { heading: words.change }]}>
    {view.lines.map(({ action, who, more, when, subject, changes }) => (
      <Row>
        <Cell kind="main">
          {words.actions[action]}
          <span class="block small">{when}</span>
        </Cell>
        <Cell label={words.who} dir="auto">
          <Stacked lines={more}>{who}</Stacked>
        </Cell>
        <Cell label={words.change} dir="auto">
          <Stacked lines={[subject]}>
            {changes.map((text) => (
              <span class="block">{text}</span>
            ))}
          </Stacked>
        </Cell>
      </Row>
    ))}
  </Table>
);

const Stacked = ({ lines, children }: { readonly lines: readonly string[]; readonly children: Child }) => (
  <span class="stacked">
    {children}
    {lines.map((text) => (
      <span class="block small">{text}</span>
    ))}
  </span>
);
