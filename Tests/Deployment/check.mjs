// Reads a file the way its readers do and prints what they would refuse, as JSON (or of YAML what it says): node check.mjs (manifest | localization | dockerfile | kubernetes | documents) FILE NPM
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [kind, file, npm] = process.argv.slice(2);
const require = createRequire(join(npm, 'package.json'));
const text = readFileSync(file, 'utf8');

// The published schemas are of draft 4, and their expressions are not of Unicode's stricter kind.
function teamsFaults(schema) {
  const content = JSON.parse(text);
  const [version] = /v[\d.]+(?=\/)/.exec(content.$schema);
  const ajv = new (require('ajv-draft-04').default)({ allErrors: true, strict: false, unicodeRegExp: false });
  require('ajv-formats').default(ajv);
  const check = ajv.compile(JSON.parse(readFileSync(join(npm, 'node_modules/@microsoft/app-manifest/build/json-schemas/teams', version, schema), 'utf8')));
  return check(content) ? [] : check.errors.map(fault => `${fault.instancePath} ${fault.message}`);
}

function kubernetesFaults() {
  const faults = [];
  for (const document of require('yaml').parseAllDocuments(text, { uniqueKeys: true })) {
    const { apiVersion, kind, ...rest } = document.toJS();
    const model = require(`kubernetes-models/${apiVersion}`)[kind];
    try {
      new model({ apiVersion, kind, ...rest }).validate();
    } catch (fault) {
      faults.push(`${kind} ${rest.metadata?.name}: ${fault.message}`);
    }
  }

  return faults;
}

const faults = {
  manifest: () => teamsFaults('MicrosoftTeams.schema.json'),
  localization: () => teamsFaults('MicrosoftTeams.Localization.schema.json'),
  dockerfile: () => require('dockerfile-utils').validate(text).map(fault => `line ${fault.range.start.line + 1}: ${fault.message}`),
  kubernetes: kubernetesFaults,
  documents: () => require('yaml').parseAllDocuments(text).map(document => document.toJS()),
};
console.log(JSON.stringify(faults[kind]()));
