// Package server stands in for the package of the same name that the tests of nats.go embed: the same names, but every
// server is a process of the nats-server executable on the PATH.
//
// Only what those tests touch is here. Options become a configuration file, and what the process chose for itself
// (ports) is written back into them, as the embedded server does.
package server

import (
	"crypto/tls"
	"crypto/x509"
	"net/url"
	"os"
	"strings"
	"time"
)

// Options are the settings the tests make in code.
type Options struct {
	ServerName, Host                      string
	Port                                  int
	NoLog, NoSigs, Debug, Trace           bool
	Tags                                  []string
	MaxConn                               int
	MaxControlLine, MaxPayload            int32
	DisableShortFirstPing                 bool
	Username, Password, Authorization     string
	Users                                 []*User
	Nkeys                                 []*NkeyUser
	TrustedKeys                           []string
	TLSConfig                             *tls.Config
	TLSTimeout                            float64
	TLSHandshakeFirst                     bool
	Cluster                               ClusterOpts
	Routes                                []*url.URL
	Websocket                             WebsocketOpts
	NoHeaderSupport                       bool
	LameDuckDuration, LameDuckGracePeriod time.Duration
	JetStream                             bool
	StoreDir                              string
	JetStreamLimits                       JSLimitOpts
}

type User struct {
	Username, Password string
	Permissions        *Permissions
}

type NkeyUser struct {
	Nkey string
}

type Permissions struct {
	Publish, Subscribe *SubjectPermission
}

type SubjectPermission struct {
	Allow, Deny []string
}

type ClusterOpts struct {
	Name, Host string
	Port       int
}

type WebsocketOpts struct {
	Host        string
	Port        int
	NoTLS       bool
	TLSConfig   *tls.Config
	Compression bool
}

type JSLimitOpts struct {
	MaxAckPending int
}

// TLSConfigOpts name the files a TLS configuration is made of.
type TLSConfigOpts struct {
	CertFile, KeyFile, CaFile string
	Verify                    bool
}

// The files behind every configuration made here: a process cannot be handed the configuration itself.
var tlsFiles = map[*tls.Config]*TLSConfigOpts{}

// GenTLSConfig is also used for servers that the tests play themselves.
func GenTLSConfig(files *TLSConfigOpts) (*tls.Config, error) {
	certificate, err := tls.LoadX509KeyPair(files.CertFile, files.KeyFile)
	if err != nil {
		return nil, err
	}
	config := &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	if files.Verify {
		config.ClientAuth = tls.RequireAndVerifyClientCert
	}
	if files.CaFile != "" {
		text, err := os.ReadFile(files.CaFile)
		if err != nil {
			return nil, err
		}
		config.ClientCAs = x509.NewCertPool()
		config.ClientCAs.AppendCertsFromPEM(text)
	}
	tlsFiles[config] = files
	return config, nil
}

// RoutesFromStr splits a comma separated list of URLs.
func RoutesFromStr(list string) []*url.URL {
	var routes []*url.URL
	for _, text := range strings.Split(list, ",") {
		if route, err := url.Parse(strings.TrimSpace(text)); err == nil {
			routes = append(routes, route)
		}
	}
	return routes
}
