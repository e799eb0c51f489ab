import { LruMap } from "#base/memo.ts";
import { toText } from "#events/value.ts";
import { defineFunction } from "../define.ts";
import { invalidArguments, textArgument } from "../function-arguments.ts";
import { argumentCount, parseFormat, printFormat, WIDEST } from "../printf-format.ts";

export const printf = defineFunction({
  name: "printf",
  category: "conversion",
  summary: "A text built by a format, as printf of C does.",
  details:
    "`%s` text, `%d` whole number, `%f` decimals, `%e` and `%g` with exponent, `%x %X %o` other bases, `%c` a character, `%%` a percent " +
    "sign; flags `- 0 + # '` and space, a width, `.` and a precision; `*` takes either from an argument. Halves are decided on the exact " +
    "binary number and go to the even digit, as in C. An absent argument prints as nothing or zero.",
  params: [
    { name: "format", type: "string", doc: "The format." },
    { name: "value", type: "any", doc: "What the directives print, in order.", optional: true, repeats: true },
  ],
  returns: "string",
  nulls: "maybe",
  compile: (args, call) => {
    const constant = toText(call.constant(0) ?? null);
    const known = constant === null ? undefined : parseFormat(constant);
    if (known === null)
      return invalidArguments(call, "printf", `The format '${constant}' has a directive that does not exist.`);
    if (known !== undefined && argumentCount(known) > args.length - 1) {
      return invalidArguments(
        call,
        "printf",
        `The format '${constant}' takes ${argumentCount(known)} values, not ${args.length - 1}.`,
      );
    }
    const format = textArgument(args, 0, call);
    const values = args.slice(1).map((_, i) => textArgument(args, i + 1, call));
    const formats = new LruMap<string, ReturnType<typeof parseFormat>>(64);
    return (row) => {
      const text = format(row);
      const pieces = text === null ? null : formats.getOrCompute(text, () => parseFormat(text));
      if (pieces === null) return null;
      const printed = printFormat(
        pieces,
        values.map((value) => value(row)),
      );
      if (printed === null) {
        const message = `printf prints no width or precision above ${WIDEST.toLocaleString("en")}; the result is null.`;
        call.run.problem({ code: "limit-printf", severity: "warning", message, span: call.span });
      }
      return printed;
    };
  },
  examples: [
    { eval: 'printf("%05.1f",3.14159)', is: "003.1" },
    { eval: `printf("%'d",12345)`, is: "12,345" },
    { eval: 'printf("%x,%X,%#x",10,10,255)', is: "a,A,0xff" },
    { eval: 'printf("100%%")', is: "100%" },
    { eval: 'printf("%1000000000d",5)', is: null },
    { eval: 'printf("%.*f",1e9,1.5)', is: null },
    { eval: 'printf("%*d",-4,5)', is: "5   " },
    { eval: 'printf("%.0f %.0f %.2f %.1e %.2g",2.5,3.5,2.675,12.5,0.125)', is: "2 4 2.67 1.2e+01 0.12" },
    {
      eval: 'printf("%e %g %g %G %.3f",0,100000,1000000,1e-10,9999.9996)',
      is: "0.000000e+00 100000 1e+06 1E-10 10000.000",
    },
    {
      eval: 'printf("[%-5s][%5s][%.2s][%+d][%e][%g][%*d]","ab","ab","abc",7,12345.678,0.0001,4,42)',
      is: "[ab   ][   ab][ab][+7][1.234568e+04][0.0001][  42]",
    },
  ],
});
