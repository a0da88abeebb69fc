import { measureBundle } from './bundle.ts';
import { measureCollection } from './collection.ts';
import { measureCsv } from './csv.ts';
import { measureDark } from './dark.ts';
import { measureDashboard } from './dashboard.ts';
import { measureDue } from './due.ts';
import { buildDeployment, type Deployment } from './harness/deployment.ts';
import { type Finding, tableOf } from './harness/finding.ts';
import { openWorkbench, type Workbench } from './harness/workbench.ts';
import { measureHostedInvoice } from './hosted-invoice.ts';
import { measureImporting } from './importing.ts';
import { measureMapping, measureMappingRows } from './mapping.ts';
import { measureReading } from './reading.ts';
import { measureSandbox } from './sandbox.ts';
import { measureSignIn } from './sign-in.ts';
import { measureStartup } from './startup.ts';
import { measureStorage } from './storage.ts';
import { measureWebhook } from './webhook.ts';

type Findings = Promise<readonly Finding[]>;
type Part = {
  readonly name: string;
  readonly does: string;
  readonly on?: 'workbench';
  readonly measure: () => Findings;
};

const say = (text: string) => console.error(text);
const deployment = once(() => {
  say('building what would be deployed …');
  return buildDeployment();
});
let workbench: Workbench | null = null;

/** In this order, which is the report's. */
const PARTS: readonly Part[] = [
  { name: 'bundle', does: 'weighing the bundle', measure: deployed(measureBundle) },
  { name: 'startup', does: 'starting workerd, again and again', measure: deployed(measureStartup) },
  {
    name: 'hosted-invoice',
    does: 'asking for the hosted invoice',
    on: 'workbench',
    measure: onWorkbench(measureHostedInvoice),
  },
  { name: 'webhook', does: 'delivering webhooks', on: 'workbench', measure: onWorkbench(measureWebhook) },
  {
    name: 'dark',
    does: 'having D1 hang for 80 seconds',
    measure: deployed((built) => measureDark(built, say)),
  },
  { name: 'sign-in', does: 'signing in', on: 'workbench', measure: onWorkbench(measureSignIn) },
  { name: 'csv', does: 'reading files of customers', measure: measureCsv },
  { name: 'mapping', does: 'mapping clients', measure: deployed(measureMapping) },
  { name: 'mapping-rows', does: 'counting rows of mapping', measure: deployed(measureMappingRows) },
  { name: 'importing', does: 'importing clients', measure: () => measureImporting(say) },
  { name: 'sandbox', does: 'paying at the sandbox', measure: measureSandbox },
  { name: 'storage', does: 'storing many invoices', measure: measureStorage },
  {
    name: 'reading',
    does: 'reading among ever more invoices, for some minutes',
    measure: deployed((built) => measureReading(built, say)),
  },
  {
    name: 'dashboard',
    does: 'opening the staff’s pages among a thousand and a million invoices, for some minutes',
    measure: deployed((built) => measureDashboard(built, say)),
  },
  {
    name: 'due',
    does: 'invoicing by schedules that are due at once, for some minutes',
    measure: deployed((built) => measureDue(built, say)),
  },
  {
    name: 'collection',
    does: 'collecting what is due, for some minutes',
    measure: () => measureCollection(say),
  },
];

/*
 * Measures the deployed bundle on plain workerd and prints it against its goals; `npm run bench -- csv mapping` these parts
 * alone. A goal that is missed is printed and fails nothing: a machine that is busy with something else must not turn a
 * build red. What a part finds is said as soon as it is known, too.
 */
const began = performance.now();
const findings: Finding[] = [];
try {
  for (const { does, on, measure } of chosen(process.argv.slice(2))) {
    // Others start a workerd of their own, whose CPU is not to be mistaken for its.
    if (on !== 'workbench') await closeWorkbench();
    say(`${does} …`);
    const found = await measure();
    say(tableOf(found));
    findings.push(...found);
  }
} finally {
  await closeWorkbench();
}
console.log(`\n${tableOf(findings)}`);
console.log(`\nmeasured in ${((performance.now() - began) / 1000).toFixed(0)} s`);

function chosen(names: readonly string[]): readonly Part[] {
  const strays = names.filter((name) => !PARTS.some((part) => part.name === name));
  if (strays.length > 0) {
    say(`There is no part ${strays.join(', ')}. Parts: ${PARTS.map(({ name }) => name).join(', ')}.`);
    process.exit(1);
  }
  return PARTS.filter(({ name }) => names.length === 0 || names.includes(name));
}

function deployed(measure: (built: Deployment) => Findings): () => Findings {
  return async () => measure(await deployment());
}

function onWorkbench(measure: (bench: Workbench) => Findings): () => Findings {
  return async () => {
    workbench ??= await openWorkbench(await deployment());
    return measure(workbench);
  };
}

async function closeWorkbench(): Promise<void> {
  await workbench?.close();
  workbench = null;
}

/** Makes it when it is first asked for. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
