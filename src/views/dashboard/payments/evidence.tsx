import { EVIDENCE_FIELDS, type Evidence } from '../../../domain/payment/evidence.ts';
import { DangerButton, Hidden, PostForm } from '../../components/form.tsx';
import { Lead, Remark, WayOn } from '../../components/prose.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { Under } from '../parts/under-field.tsx';
import { EVIDENCE_WORDS as words } from '../words/evidence.ts';

export type EvidenceView = {
  /** This page, where the answer is sent to. */
  readonly self: string;
  readonly payment: string;
  readonly amount: string;
  readonly reason: string;
  readonly deadline: string | null;
  readonly evidence: Evidence;
  readonly form: string;
  readonly isOpen: boolean;
  readonly problems: Readonly<Record<string, string>>;
  readonly problem: string | null;
};

const ROWS: Readonly<Record<(typeof EVIDENCE_FIELDS)[number], number>> = {
  customer_name: 1,
  customer_email_address: 1,
  billing_address: 4,
  product_description: 6,
  service_date: 1,
  access_activity_log: 8,
  uncategorized_text: 18,
};

/** The answer to a dispute as it would be submitted, to be read and mended first. */
export const evidencePage = (view: EvidenceView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title(view.amount),
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    styles:
      '.wide{max-width:48rem}textarea{display:block;width:100%;font:inherit;font-size:.875rem;color:inherit;background:var(--page);border:1px solid var(--soft);border-radius:8px;padding:8px 12px;margin-top:4px}',
    body: (
      <>
        <PageHead title={words.title(view.amount)} lead={words.lead(view.reason)} />
        {view.deadline !== null && view.isOpen && <Lead>{words.until(view.deadline)}</Lead>}
        <p class="actions">
          <a href={`${view.self}/pdf`}>{words.downloadPdf}</a>{' '}
          <a href={`${view.self}/text`}>{words.download}</a>
        </p>
        {view.isOpen ? <Answer view={view} csrf={context.frame.csrf} /> : <Lead>{words.over}</Lead>}
        {!view.isOpen && <WayOn href={view.payment}>{words.back}</WayOn>}
      </>
    ),
  });

const Answer = ({ view, csrf }: { readonly view: EvidenceView; readonly csrf: string }) => (
  <PostForm csrf={csrf} action={view.self}>
    <Hidden name="form" value={view.form} />
    {EVIDENCE_FIELDS.map((name) => {
      const problem = view.problems[name] ?? null;
      return (
        <div class="field wide">
          <label for={name}>{words.fields[name]}</label>
          <textarea
            id={name}
            name={name}
            rows={ROWS[name]}
            dir="auto"
            aria-describedby={problem === null ? undefined : `${name}-wrong`}
            aria-invalid={problem === null ? undefined : 'true'}
          >
            {view.evidence[name]}
          </textarea>
          <Under name={name} hint={null} problem={problem} />
        </div>
      );
    })}
    <Remark>{words.once}</Remark>
    <DangerButton back={<a href={view.payment}>{words.back}</a>}>{words.submit}</DangerButton>
  </PostForm>
);
