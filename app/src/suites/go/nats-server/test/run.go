// Package test starts servers for the tests of nats.go; see the package server beside it.
package test

import "github.com/nats-io/nats-server/v2/server"

// DefaultTestOptions are those of the package this one stands in for.
var DefaultTestOptions = server.Options{
	Host:           "127.0.0.1",
	Port:           4222,
	NoLog:          true,
	NoSigs:         true,
	MaxControlLine: 4096,
}

// RunServer starts a server or panics, as tests expect.
func RunServer(options *server.Options) *server.Server {
	s, err := server.Start(options)
	if err != nil {
		panic(err)
	}
	return s
}

// RunServerWithConfig starts a server with a configuration file or panics.
func RunServerWithConfig(file string) (*server.Server, *server.Options) {
	s, options, err := server.StartWithConfig(file)
	if err != nil {
		panic(err)
	}
	return s, options
}
