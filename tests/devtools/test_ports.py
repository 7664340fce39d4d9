from cruddur.devtools.ports import free_port, listening_socket, port_of, problem_with


def test_listening_sockets_hold_ports_of_their_own() -> None:
    with listening_socket() as one, listening_socket() as other:
        assert port_of(one) != port_of(other)
        assert problem_with(port_of(one)) == "in use by another program"


def test_a_port_is_free_again_after_its_socket_is_closed() -> None:
    listening_socket().close()
    assert problem_with(free_port()) is None
