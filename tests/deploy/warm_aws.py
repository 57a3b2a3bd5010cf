"""The AWS CLI without its half second of start-up, which the scripts would spend a hundred times.

usage: warm_aws.py DIRECTORY

Loads the AWS CLI once, puts a program `aws` into the directory, and runs each of its calls in a fork of this process:
the same code, arguments, environment, directory, and standard streams. Ends when its standard input ends.
"""

import json
import os
import signal
import socket
import sys
import threading

CLIENT = """#!{python} -ISu
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as s:
    s.connect({path!r})
    call = dict(arguments=sys.argv[1:], environment=dict(os.environ), directory=os.getcwd())
    text = json.dumps(call).encode()
    socket.send_fds(s, [len(text).to_bytes(4)], [0, 1, 2])
    s.sendall(text)
    answer = s.recv(1)
sys.exit(answer[0] if answer else 255)
"""


def receive(connection):
    """A call: its description and its three standard streams."""
    length, streams, _, _ = socket.recv_fds(connection, 4, 3)
    text = b""
    while len(text) < int.from_bytes(length):
        text += connection.recv(65536)
    return json.loads(text), streams


def answer(connection, driver):
    """In the fork: one run of the AWS CLI."""
    call, streams = receive(connection)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(call["environment"])
    os.chdir(call["directory"])
    sys.argv = ["aws", *call["arguments"]]
    try:
        code = driver.main(call["arguments"])
    except SystemExit as exit:
        code = exit.code if isinstance(exit.code, int) else 1
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(bytes([code or 0]))


def main():
    directory = os.path.abspath(sys.argv[1])
    os.makedirs(directory, exist_ok=True)
    path = os.path.join(directory, "socket")
    server = socket.socket(socket.AF_UNIX)
    # A socket's path has at most 107 bytes, a relative one is short.
    os.chdir(directory)
    if os.path.exists("socket"):
        os.remove("socket")  # of an earlier run
    server.bind("socket")
    server.listen(64)

    from awscli.clidriver import create_clidriver

    driver = create_clidriver()
    # Loads what nearly every call reads; sends nothing.
    for service in ("ec2", "sts"):
        driver.session.create_client(
            service, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
        )

    program = os.path.join(directory, "aws")
    with open(program, "w", encoding="utf-8") as file:
        file.write(CLIENT.format(python=sys.executable, path=path))
    os.chmod(program, 0o755)
    print("ready", flush=True)

    # The parent's end is the end of this process and of nothing else: a call in progress ends by itself.
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        connection, _ = server.accept()
        if os.fork() == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            code = 255
            try:
                answer(connection, driver)
                code = 0
            finally:
                os._exit(code)
        connection.close()


if __name__ == "__main__":
    main()
