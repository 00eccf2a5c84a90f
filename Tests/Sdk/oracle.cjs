// Answers each line of input, a question in JSON, with a line of JSON. node oracle.cjs <folder with node_modules>
const { createRequire } = require('node:module');
const { createInterface } = require('node:readline');
const { join } = require('node:path');

const twilio = createRequire(join(process.argv[2], 'package.json'))('twilio');

const answers = {
  sign: ({ token, url, params }) => twilio.getExpectedTwilioSignature(token, url, params),
  validate: ({ token, signature, url, params }) => twilio.validateRequest(token, signature, url, params),
  validateBody: ({ token, signature, url, body }) => twilio.validateRequestWithBody(token, signature, url, body),
  hashBody: ({ body }) => twilio.getExpectedBodyHash(body),
  voice: ({ verbs }) => written(new twilio.twiml.VoiceResponse(), verbs),
  messaging: ({ verbs }) => written(new twilio.twiml.MessagingResponse(), verbs),
};

function written(response, verbs) {
  append(response, verbs);
  return response.toString();
}

function append(parent, verbs) {
  for (const { verb, attributes, text, inside } of verbs) {
    append(text == null ? parent[verb](attributes) : parent[verb](attributes, text), inside);
  }
}

createInterface({ input: process.stdin }).on('line', line => {
  const question = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(answers[question.ask](question))}\n`);
});
