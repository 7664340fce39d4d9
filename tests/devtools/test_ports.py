from cruddur.devtools.ports import free_port, is_free, listening_socket, port_of


def test_listening_sockets_hold_ports_of_their_own() -> None:
    with listening_socket() as one, listening_socket() as other:
        assert port_of(one) != port_of(other)
        assert not is_free(port_of(one))


def test_a_port_is_free_again_after_its_socket_is_closed() -> None:
    listening_socket().close()
    assert is_free(free_port())
