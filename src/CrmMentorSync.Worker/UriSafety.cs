namespace CrmMentorSync.Worker;

internal static class UriSafety
{
    extension(Uri uri)
    {
        /// <summary>TLS is required, except to this very machine.</summary>
        public bool IsEncryptedOrLoopback => uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback);
    }
}
