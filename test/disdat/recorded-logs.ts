/**
 * Recorded logs of containers of the test bed's luigi image (disdat 1.2.0, disdat-luigi 1.0.2, luigi 3.8.1, Python
 * 3.11), without the markers under code, most frames of installed packages and DEBUG lines.
 */

const packages = '/opt/python-virtualenv/lib/python3.11/site-packages'
const worker = 'Worker Worker(salt=7323532278, workers=1, host=vm, username=root, pid=7)'

const bound = `Entrypoint running with args: Namespace(dump_output=False, debug_level=20, remote='s3://bkt/x')
Entrypoint running with incremental_pull==True
Disdat created data context prod/prod at object dir /root/.disdat/context/prod/objects.
Switched to context prod
Fast Pull synchronizing with remote context prod@s3://bkt/x/context
Fast pull fetching 0 objects...
Fast pull completed 0 transfers -- process pool closed and joined.`

const running = (task: string) => `INFO: [pid 7] ${worker} running   ${task}()`

const taskFrames = `Traceback (most recent call last):
  File "${packages}/luigi/worker.py", line 210, in run
    new_deps = self._run_get_new_deps()
               ^^^^^^^^^^^^^^^^^^^^^^^^
  File "${packages}/disdatluigi/pipe.py", line 393, in run
    user_rtn_val = self.pipe_run(**kwargs)
                   ^^^^^^^^^^^^^^^^^^^^^^^`

const entrypointFrames = `Traceback (most recent call last):
  File "/opt/python-virtualenv/bin/dsdt_docker", line 8, in <module>
    sys.exit(main())
             ^^^^^^
  File "${packages}/disdatluigi/entrypoints/docker_ep.py", line 390, in main
    argparse_and_run(input_args)`

const loadFrames = `${entrypointFrames}
  File "/usr/lib/python3.11/argparse.py", line 2534, in _get_value
    result = type_func(arg_string)
             ^^^^^^^^^^^^^^^^^^^^^
  File "${packages}/disdat/common.py", line 288, in load_class
    mod = importlib.import_module(mod_path)
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "<frozen importlib._bootstrap>", line 1206, in _gcd_import`

const summary = (...counts: readonly string[]) => `INFO: 
===== Luigi Execution Summary =====

Scheduled 1 tasks of which:
${counts.join('\n')}

This progress looks :( because there were failed tasks

===== Luigi Execution Summary =====
`

const failed = (task: string) => `ERROR: [pid 7] ${worker} failed    ${task}()`

export const logs = {
  raises: `${bound}
INFO: Informed scheduler that task   Raises__99914b932b   has status   PENDING
INFO: Done scheduling tasks
${running('Raises')}
looking up a price
Removal of bundle directory /root/.disdat/context/prod/objects/b762c6a7 failed with error [Errno 2] No such file or directory. Continuing removal...
${failed('Raises')}
${taskFrames}
  File "${packages}/pipelines/faults.py", line 29, in pipe_run
    return look_up_price({"apple": 1.5}, "pear")
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "${packages}/pipelines/faults.py", line 21, in look_up_price
    return prices[article]
           ~~~~~~^^^^^^^^^
KeyError: 'pear'
INFO: Informed scheduler that task   Raises__99914b932b   has status   FAILED
INFO: ${worker} was stopped. Shutting down Keep-Alive thread
${summary('* 1 failed:', '    - 1 Raises(...)')}`,

  /** Two tracebacks that the task handled, then an unhandled one in a library. */
  handles: `${bound}
${running('Handles')}
Traceback (most recent call last):
  File "${packages}/pipelines/mine.py", line 37, in pipe_run
    1/0
    ~^~
ZeroDivisionError: division by zero
handled this one
Traceback (most recent call last):
  File "${packages}/pipelines/mine.py", line 37, in pipe_run
    1/0
    ~^~
ZeroDivisionError: division by zero
${failed('Handles')}
${taskFrames}
  File "${packages}/pipelines/mine.py", line 42, in pipe_run
    json.loads("{")
  File "/usr/lib/python3.11/json/decoder.py", line 353, in raw_decode
    obj, end = self.scan_once(s, idx)
               ^^^^^^^^^^^^^^^^^^^^^^
json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
INFO: Informed scheduler that task   Handles__99914b932b   has status   FAILED
`,

  chained: `${bound}
${running('Chained')}
${failed('Chained')}
Traceback (most recent call last):
  File "${packages}/pipelines/mine.py", line 7, in pipe_run
    return {}["first"]
           ~~^^^^^^^^^
KeyError: 'first'

The above exception was the direct cause of the following exception:

${taskFrames}
  File "${packages}/pipelines/mine.py", line 9, in pipe_run
    raise ValueError("second\\nwith a second line\\n\\nand a fourth") from error
ValueError: second
with a second line

and a fourth
INFO: Informed scheduler that task   Chained__99914b932b   has status   FAILED
`,

  /** An upstream task fails, then another task, for an unrelated reason. */
  downstream: `${bound}
INFO: Informed scheduler that task   Downstream__99914b932b   has status   PENDING
INFO: Informed scheduler that task   During__99914b932b   has status   PENDING
INFO: Informed scheduler that task   Upstream__99914b932b   has status   PENDING
INFO: Done scheduling tasks
${running('Upstream')}
${failed('Upstream')}
${taskFrames}
  File "${packages}/pipelines/mine.py", line 46, in pipe_run
    raise RuntimeError("upstream is broken")
RuntimeError: upstream is broken
INFO: Informed scheduler that task   Upstream__99914b932b   has status   FAILED
${running('During')}
${failed('During')}
Traceback (most recent call last):
  File "${packages}/pipelines/mine.py", line 14, in pipe_run
    return {}["first"]
           ~~^^^^^^^^^
KeyError: 'first'

During handling of the above exception, another exception occurred:

${taskFrames}
  File "${packages}/pipelines/mine.py", line 16, in pipe_run
    raise ValueError("second")
ValueError: second
INFO: Informed scheduler that task   During__99914b932b   has status   FAILED
${summary(
  '* 2 failed:',
  '    - 1 During(...)',
  '    - 1 Upstream(...)',
  '* 1 were left pending, among these:',
  '    * 1 had failed dependencies:',
  '        - 1 Downstream(...)',
)}`,

  recursion: `${failed('Deep')}
${taskFrames}
  File "${packages}/pipelines/mine.py", line 25, in pipe_run
    return down(0)
           ^^^^^^^
  File "${packages}/pipelines/mine.py", line 24, in down
    def down(n): return down(n + 1)
                        ^^^^^^^^^^^
  [Previous line repeated 981 more times]
RecursionError: maximum recursion depth exceeded
`,

  exceptionGroup: `${failed('Groups')}
  + Exception Group Traceback (most recent call last):
  |   File "${packages}/luigi/worker.py", line 210, in run
  |     new_deps = self._run_get_new_deps()
  |                ^^^^^^^^^^^^^^^^^^^^^^^^
  |   File "${packages}/pipelines/mine.py", line 20, in pipe_run
  |     raise ExceptionGroup("two", [ValueError("a"), KeyError("b")])
  | ExceptionGroup: two (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | ValueError: a
    +---------------- 2 ----------------
    | KeyError: 'b'
    +------------------------------------
INFO: Informed scheduler that task   Groups__99914b932b   has status   FAILED
`,

  /** An exception group in an exception group, each with tracebacks of its own. */
  groups: `${failed('Groups')}
  + Exception Group Traceback (most recent call last):
  |   File "${packages}/pipelines/mine.py", line 21, in wrapped
  |     checks()
  |   File "${packages}/pipelines/mine.py", line 16, in checks
  |     raise ExceptionGroup("three", [found[0], ExceptionGroup("two", found[1:])])
  | ExceptionGroup: three (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "${packages}/pipelines/mine.py", line 9, in checks
    |     check(value)
    |   File "${packages}/pipelines/mine.py", line 2, in check
    |     raise ValueError(f"{value} is no price")
    | ValueError: a is no price
    +---------------- 2 ----------------
    | ExceptionGroup: two (2 sub-exceptions)
    +-+---------------- 1 ----------------
      | Traceback (most recent call last):
      |   File "${packages}/pipelines/mine.py", line 9, in checks
      |     check(value)
      |   File "${packages}/pipelines/mine.py", line 2, in check
      |     raise ValueError(f"{value} is no price")
      | ValueError: b is no price
      +---------------- 2 ----------------
      | Traceback (most recent call last):
      |   File "${packages}/pipelines/mine.py", line 13, in checks
      |     {}["c"]
      |     ~~^^^^^
      | KeyError: 'c'
      +------------------------------------

The above exception was the direct cause of the following exception:

${taskFrames}
  File "${packages}/pipelines/mine.py", line 23, in wrapped
    raise RuntimeError("no prices") from group
RuntimeError: no prices
INFO: Informed scheduler that task   Groups__99914b932b   has status   FAILED
`,

  /** \`eval("1/0")\`: the deepest frame has no file. */
  evaluated: `${failed('Interpreter')}
${taskFrames}
  File "${packages}/pipelines/mine.py", line 63, in pipe_run
    eval("1/0")
  File "<string>", line 1, in <module>
ZeroDivisionError: division by zero
`,

  /** \`ast.parse("def (:", "made.py")\`: the deepest file does not exist. */
  parsed: `${failed('Syntax')}
${taskFrames}
  File "${packages}/pipelines/mine.py", line 30, in pipe_run
    ast.parse("def (:", "made.py")
  File "/usr/lib/python3.11/ast.py", line 50, in parse
    return compile(source, filename, mode, flags,
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "made.py", line 1
    def (:
        ^
SyntaxError: invalid syntax
`,

  /** \`pipe_requires\` fails: Luigi prints a warning, and schedules no task. */
  requires: `${bound}
WARNING: Will not run Requires() or any dependencies due to error in complete() method:
Traceback (most recent call last):
  File "${packages}/luigi/worker.py", line 441, in check_complete
    is_complete = check_complete_cached(task, completion_cache)
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "${packages}/disdatluigi/pipe.py", line 307, in requires
    self.pipe_requires(**kwargs)
  File "${packages}/pipelines/mine.py", line 57, in pipe_requires
    return {}["requires"]
           ~~^^^^^^^^^^^^
KeyError: 'requires'

INFO: Done scheduling tasks
${summary('* 1 failed scheduling:', '    - 1 Requires(...)', '', 'Did not run any tasks')}`,

  /** With two workers: the child process was killed, without an exception. */
  childKilled: `${bound}
${running('Killed')}
INFO: Task Killed__99914b932b died unexpectedly with exit code -9
INFO: Informed scheduler that task   Killed__99914b932b   has status   FAILED
${summary('* 1 failed:', '    - 1 Killed(...)')}`,

  killed: `${bound}
${running('Killed')}
`,

  unknownParameter: `${bound}
${entrypointFrames}
  File "${packages}/disdatluigi/common.py", line 429, in convert_str_params
    raise ValueError("Parameter {} is not defined in class {}.".format(param_name, cls.__name__))
ValueError: Parameter fruit is not defined in class Raises.
`,

  missingParameter: `${bound}
${entrypointFrames}
  File "${packages}/luigi/task.py", line 432, in get_param_values
    raise parameter.MissingParameterException("%s: requires the '%s' parameter to be set" % (exc_desc, param_name))
luigi.parameter.MissingParameterException: Sleeps[args=(), kwargs={'is_root_task': True}]: requires the 'seconds' parameter to be set
`,

  badValue: `${bound}
${entrypointFrames}
  File "${packages}/luigi/parameter.py", line 707, in parse
    return float(s)
           ^^^^^^^^
ValueError: could not convert string to float: 'abc'
`,

  noClass: `${entrypointFrames}
  File "/usr/lib/python3.11/argparse.py", line 2534, in _get_value
    result = type_func(arg_string)
             ^^^^^^^^^^^^^^^^^^^^^
  File "${packages}/disdat/common.py", line 289, in load_class
    cls = getattr(mod, cls_name)
          ^^^^^^^^^^^^^^^^^^^^^^
AttributeError: module 'pipelines.faults' has no attribute 'Nothing'
`,

  noModule: `${loadFrames}
  File "<frozen importlib._bootstrap>", line 1142, in _find_and_load_unlocked
ModuleNotFoundError: No module named 'pipelines.nothing'
`,

  /** The pipe's own module imports a package that the image does not have. */
  importsNothing: `${loadFrames}
  File "<frozen importlib._bootstrap>", line 241, in _call_with_frames_removed
  File "${packages}/pipelines/imports_nothing.py", line 1, in <module>
    import nothing_such
ModuleNotFoundError: No module named 'nothing_such'
`,

  /** The pipe's own module cannot be parsed. */
  brokenModule: `${loadFrames}
  File "<frozen importlib._bootstrap>", line 241, in _call_with_frames_removed
  File "${packages}/pipelines/broken.py", line 1
    def f(:
          ^
SyntaxError: invalid syntax
`,

  noBucket: `Entrypoint running with incremental_pull==True
Disdat created data context prod/prod at object dir /root/.disdat/context/prod/objects.
Unable to bind context prod because bucket missing does not exist.
Switched to context prod
Pull cannot execute.  Local context prod on remote prod not bound.
`,

  noEndpoint: `Traceback (most recent call last):
  File "${packages}/urllib3/connection.py", line 254, in _new_conn
    raise NewConnectionError(
urllib3.exceptions.NewConnectionError: AWSHTTPConnection(host='127.0.0.1', port=1): Failed to establish a new connection: [Errno 111] Connection refused

During handling of the above exception, another exception occurred:

${entrypointFrames}
  File "${packages}/botocore/httpsession.py", line 540, in send
    raise EndpointConnectionError(endpoint_url=request.url, error=e)
botocore.exceptions.EndpointConnectionError: Could not connect to the endpoint URL: "http://127.0.0.1:1/"
`,

  noCredentials: `${entrypointFrames}
  File "${packages}/botocore/auth.py", line 433, in add_auth
    raise NoCredentialsError()
botocore.exceptions.NoCredentialsError: Unable to locate credentials
`,

  unknownKey: `${entrypointFrames}
  File "${packages}/botocore/client.py", line 1094, in _make_api_call
    raise error_class(parsed_response, operation_name)
botocore.exceptions.ClientError: An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included in the request is invalid.
`,

  mayNotList: `Disdat created data context prod/prod at object dir /root/.disdat/context/prod/objects.
aws_s3: bucket bkt raised a 403 (access forbidden), do you have ListBucket permission?
Unable to bind context prod because bucket bkt does not exist.
Switched to context prod
Pull cannot execute.  Local context prod on remote prod not bound.
`,

  mayNotGet: `${bound}
aws_s3.get_s3_key Retry Count [1] on download_file raised exception An error occurred (403) when calling the HeadObject operation: Forbidden
aws_s3.get_s3_key Fail on downloading file after 3 retries with exception An error occurred (403) when calling the HeadObject operation: Forbidden
`,

  /** Disdat reports that it could not push, and exits with 0. */
  mayNotPut: `${bound}
${running('Prints')}
000000000 the quick brown fox jumps over the lazy dog, again
Push unable to copy bundle to branch: Failed to upload /root/.disdat/context/prod/objects/791a646b/791a646b_hframe.pb to bkt/x/context/prod/objects/791a646b/791a646b_hframe.pb: An error occurred (AccessDenied) when calling the PutObject operation: Access Denied
INFO: [pid 7] ${worker} done      Prints(lines=2)
${summary('* 1 ran successfully:', '    - 1 Prints(...)')}`,

  transient: `${bound}
${running('NoOutput')}
INFO: [pid 7] ${worker} done      NoOutput()
${summary('* 1 ran successfully:', '    - 1 NoOutput(...)')}`,

  reused: `${bound}
INFO: Informed scheduler that task   Prints_3_3b79ff30bc   has status   DONE
${summary('* 1 complete ones were encountered:', '    - 1 Prints(...)', '', 'Did not run any tasks')}`,

  leavesEarly: `${bound}
${running('ExitsZeroUnfinished')}
leaving early
`,

  notAPipelineImage: '[FATAL tini (6)] exec dsdt_docker failed: No such file or directory\n',
} as const satisfies Readonly<Record<string, string>>
