// Put into a server that is measured: answers its parent's question with what its JavaScript takes, garbage collected first.
const { setFlagsFromString, writeHeapSnapshot } = require("node:v8");
const { runInNewContext } = require("node:vm");

process.on("message", (question) => {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  if (question === "heap") process.send(process.memoryUsage());
  else process.send(writeHeapSnapshot(question));
});
process.channel?.unref();
