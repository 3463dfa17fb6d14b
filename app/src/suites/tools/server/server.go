// Package server stands between tests and the package of the same name that they embed: a server is a process of the
// nats-server executable on the PATH, everything else is the package's own.
package server

import (
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"

	embedded "github.com/nats-io/nats-server/v2/server"
)

type (
	Account                = embedded.Account
	AccountDetail          = embedded.AccountDetail
	ClusterInfo            = embedded.ClusterInfo
	ClusterOpts            = embedded.ClusterOpts
	ConsumerInfo           = embedded.ConsumerInfo
	JSInfo                 = embedded.JSInfo
	JSzOptions             = embedded.JSzOptions
	JetStreamConfig        = embedded.JetStreamConfig
	JetStreamVarz          = embedded.JetStreamVarz
	MetaClusterInfo        = embedded.MetaClusterInfo
	Options                = embedded.Options
	PeerInfo               = embedded.PeerInfo
	RaftGroupDetail        = embedded.RaftGroupDetail
	SequenceInfo           = embedded.SequenceInfo
	ServerAPIConnzResponse = embedded.ServerAPIConnzResponse
	ServerAPIJszResponse   = embedded.ServerAPIJszResponse
	ServerInfo             = embedded.ServerInfo
	StreamDetail           = embedded.StreamDetail
	StreamInfo             = embedded.StreamInfo
	StreamState            = embedded.StreamState
	User                   = embedded.User
	Varz                   = embedded.Varz
)

// NewAccount makes an account that users of options can be in.
var NewAccount = embedded.NewAccount

// ProcessConfigFile reads a configuration file.
var ProcessConfigFile = embedded.ProcessConfigFile

// Server is a process with the options it was started with.
type Server struct {
	*process
	options *Options
}

// NewServer starts the executable with options, and waits until it has written where it listens.
func NewServer(options *Options) (*Server, error) {
	if options.Cluster.Port != 0 {
		return nil, fmt.Errorf("a cluster is not a process on its own")
	}
	process, err := newProcess()
	if err != nil {
		return nil, err
	}
	text := conf(options)
	if options.ConfigFile != "" {
		written, err := os.ReadFile(options.ConfigFile)
		if err != nil {
			return nil, err
		}
		text = store.ReplaceAllString(string(written), "")
	}
	file, err := process.write("server.conf", text)
	if err != nil {
		return nil, err
	}
	arguments := []string{"-c", file, "-a", "127.0.0.1", "-p", "-1"}
	if options.JetStream {
		arguments = append(arguments, "-js", "-sd", options.StoreDir)
	}
	return &Server{process, options}, process.start(arguments...)
}

// Where streams are kept is in the options.
var store = regexp.MustCompile(`(?m)^\s*store(_dir)?\s*[:=].*$`)

// Options become lines of a configuration file.
func conf(options *Options) string {
	var b strings.Builder
	if options.ServerName != "" {
		fmt.Fprintf(&b, "server_name: %q\n", options.ServerName)
	}
	if options.SystemAccount != "" {
		fmt.Fprintf(&b, "system_account: %s\n", options.SystemAccount)
	}
	for _, account := range options.Accounts {
		fmt.Fprintf(&b, "accounts { %s { users: [", account.GetName())
		for _, user := range options.Users {
			if user.Account == account {
				fmt.Fprintf(&b, "{ user: %q, password: %q }", user.Username, user.Password)
			}
		}
		fmt.Fprintf(&b, "] } }\n")
	}
	return b.String()
}

// ConfigureLogger does nothing: the log is in the server's folder.
func (s *Server) ConfigureLogger() {}

// Start does nothing: the process runs already.
func (s *Server) Start() {}

// ReadyForConnections says whether the process runs.
func (s *Server) ReadyForConnections(time.Duration) bool { return len(s.ports.Nats) > 0 }

// ClientURL is where clients connect, with the host that the options name.
func (s *Server) ClientURL() string { return s.clientURL(s.options.Host) }

// Shutdown ends the process in good order, and removes what it left.
func (s *Server) Shutdown() {
	s.end()
	os.RemoveAll(s.folder)
}

// JetStreamConfig says where streams are kept.
func (s *Server) JetStreamConfig() *JetStreamConfig {
	return &JetStreamConfig{StoreDir: s.options.StoreDir}
}

// JetStreamIsLeader is for clusters.
func (s *Server) JetStreamIsLeader() bool { return false }

// Name is what the server calls itself.
func (s *Server) Name() string { return s.varz().Name }

// ID is the server's public key.
func (s *Server) ID() string { return s.varz().ID }

func (s *Server) varz() Varz {
	var varz Varz
	if err := s.page("/varz", &varz); err != nil {
		panic(err)
	}
	return varz
}

// Jsz asks the monitoring page.
func (s *Server) Jsz(options *JSzOptions) (*JSInfo, error) {
	query := url.Values{}
	for name, wanted := range map[string]bool{
		"accounts": options.Accounts, "streams": options.Streams, "consumers": options.Consumer, "config": options.Config,
	} {
		query.Set(name, fmt.Sprint(wanted))
	}
	info := &JSInfo{}
	return info, s.page("/jsz?"+query.Encode(), info)
}
