package server

import (
	"errors"
	"net"

	"github.com/nats-io/jwt/v2"
)

// What only an embedded server has: accounts and resolvers in memory, and connections without a socket. The tests that
// need it are left out by name, and these only let them compile.

type Account struct{ Name string }

type MemAccResolver struct{}

func (*MemAccResolver) Store(string, string) error {
	return errors.New("no resolver in another process")
}

func (*Server) SetAccountResolver(*MemAccResolver) {}

func (*Server) LookupAccount(string) (*Account, error) {
	return nil, errors.New("no accounts in another process")
}

func (*Server) UpdateAccountClaims(*Account, *jwt.AccountClaims) {}

func (*Server) EnableJetStream(*JetStreamConfig) error {
	return errors.New("JetStream is enabled in the configuration of another process")
}

func (*Server) InProcessConn() (net.Conn, error) {
	return nil, errors.New("no connection into another process but a socket")
}
